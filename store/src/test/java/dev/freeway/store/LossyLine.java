package dev.freeway.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a server that breaks, if told so, once the server has heard a commit of changes. */
final class LossyLine implements AutoCloseable {
    private final ServerSocket entrance;
    private final int exit;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();

    LossyLine(int exit) throws IOException {
        this.exit = exit;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void loseTheNextCommit() {
        armed.set(true);
    }

    int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), exit);
                Thread.ofVirtual().start(() -> carry(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Towards the server; a batch that changes something stamps its replica before it commits. */
    private void carry(Socket client, Socket server) {
        boolean stamped = false;
        byte[] buffer = new byte[1 << 16];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String heard = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                stamped |=
                        heard.contains("INSERT INTO entry") || heard.contains("INSERT INTO hold");
                boolean breaks = stamped && heard.contains("COMMIT") && armed.getAndSet(false);
                server.getOutputStream().write(buffer, 0, n);
                if (breaks) {
                    lost.incrementAndGet();
                    client.close();
                    // The server reads the commit before it sees that nobody listens.
                    server.shutdownOutput();
                    server.getInputStream().readAllBytes();
                    return;
                }
                stamped &= !heard.contains("COMMIT");
            }
        } catch (IOException e) {
            // one side hung up
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // one side hung up
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
