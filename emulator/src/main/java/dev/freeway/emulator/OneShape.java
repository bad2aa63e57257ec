package dev.freeway.emulator;

import java.util.function.Function;

/** The shape of answers that only come in one piece. */
record OneShape(Function<Reply, Body> render) implements Shape {
    @Override
    public Body whole(Reply reply) {
        return render.apply(reply);
    }

    @Override
    public String piece(Reply reply, int piece) {
        throw new IllegalStateException(reply.visit().kind() + " comes in one piece");
    }

    @Override
    public String ending(Reply reply) {
        throw new IllegalStateException(reply.visit().kind() + " comes in one piece");
    }
}
