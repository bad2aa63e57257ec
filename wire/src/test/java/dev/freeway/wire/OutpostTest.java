package dev.freeway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who names an address gets no further than the internet. */
class OutpostTest {
    private static final Network NETWORK = Network.open(1);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /** Hosts of ours, in the forms people have hidden them in. */
    private static final List<String> OURS =
            List.of(
                    "127.0.0.1",
                    "127.0.0.2",
                    "127.255.255.255",
                    "localhost",
                    "0.0.0.0",
                    "0.1.2.3",
                    "10.0.0.1",
                    "10.255.255.255",
                    "100.64.0.1",
                    "100.127.255.255",
                    "169.254.0.1",
                    "169.254.169.254",
                    "169.254.170.2",
                    "172.16.0.1",
                    "172.31.255.255",
                    "192.0.0.1",
                    "192.0.0.192",
                    "192.0.2.1",
                    "192.88.99.1",
                    "192.168.0.1",
                    "192.168.255.255",
                    "198.18.0.1",
                    "198.19.255.255",
                    "198.51.100.7",
                    "203.0.113.9",
                    "224.0.0.1",
                    "239.255.255.255",
                    "240.0.0.1",
                    "255.255.255.255",
                    "127.1",
                    "127.0.1",
                    "2130706433",
                    "0x7f000001",
                    "0x7f.0.0.1",
                    "017700000001",
                    "[::]",
                    "[::1]",
                    "[0:0:0:0:0:0:0:1]",
                    "[::ffff:127.0.0.1]",
                    "[::ffff:7f00:1]",
                    "[::ffff:10.0.0.1]",
                    "[::ffff:169.254.169.254]",
                    "[::ffff:a9fe:a9fe]",
                    "[::ffff:192.168.1.1]",
                    "[::127.0.0.1]",
                    "[::7f00:1]",
                    "[::ffff:0:127.0.0.1]",
                    "[64:ff9b::7f00:1]",
                    "[64:ff9b::a9fe:a9fe]",
                    "[64:ff9b:1::1]",
                    "[100::1]",
                    "[2001::1]",
                    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                    "[2001:10::1]",
                    "[2001:db8::1]",
                    "[2002:7f00:1::]",
                    "[2002:a9fe:a9fe::1]",
                    "[2002:c0a8:101::1]",
                    "[3fff::1]",
                    "[5f00::1]",
                    "[fc00::1]",
                    "[fd00:ec2::254]",
                    "[fdff:ffff::1]",
                    "[fe80::1]",
                    "[febf::1]",
                    "[fec0::1]",
                    "[ff02::1]",
                    "[ff0e::1]");

    private static final List<String> ANYBODYS =
            List.of(
                    "1.1.1.1",
                    "9.255.255.255",
                    "11.0.0.1",
                    "100.63.255.255",
                    "100.128.0.1",
                    "126.255.255.255",
                    "128.0.0.1",
                    "169.253.255.255",
                    "169.255.0.1",
                    "172.15.255.255",
                    "172.32.0.1",
                    "192.167.255.255",
                    "192.169.0.1",
                    "198.17.255.255",
                    "198.20.0.1",
                    "223.255.255.255",
                    "[2001:200::1]",
                    "[2606:4700:4700::1111]",
                    "[2a00:1450:4001:80b::200e]");

    @AfterAll
    static void close() {
        NETWORK.close();
    }

    private static Outpost outpost(Outpost.Names names) {
        return new Outpost(NETWORK, names, Duration.ofSeconds(10));
    }

    private static Outpost outpost() {
        return outpost(Outpost.Names.system());
    }

    @Test
    void noHostOfOursIsGoneTo() {
        assertThat(OURS).hasSizeGreaterThan(60);
        for (String host : OURS) {
            assertThatThrownBy(() -> outpost().judged(URI.create("https://" + host + "/"), false))
                    .as(host)
                    .isInstanceOfAny(Outpost.Refused.class, UnknownHostException.class);
        }
    }

    /** Elsewhere that is 127.0.0.1; what counts is where we would go. */
    @Test
    void aNumberIsJudgedAsItIsRead() throws Exception {
        assertThat(outpost().judged(URI.create("https://0177.0.0.1/"), false))
                .isEqualTo(InetAddress.ofLiteral("177.0.0.1"));
    }

    @Test
    void theInternetIsGoneToByTlsAlone() throws Exception {
        for (String host : ANYBODYS) {
            assertThat(outpost().judged(URI.create("https://" + host + ":8443/x"), false))
                    .isEqualTo(InetAddress.getByName(host));
            assertThatThrownBy(() -> outpost().judged(URI.create("http://" + host + "/"), false))
                    .isInstanceOf(Outpost.Refused.class);
            assertThatThrownBy(() -> outpost().judged(URI.create("http://" + host + "/"), true))
                    .isInstanceOf(Outpost.Refused.class);
        }
        assertThatThrownBy(() -> outpost().judged(URI.create("https://u:p@1.1.1.1/"), false))
                .isInstanceOf(Outpost.Refused.class);
        assertThatThrownBy(() -> outpost().judged(URI.create("ftp://1.1.1.1/"), true))
                .isInstanceOf(Outpost.Refused.class);
    }

    @Test
    void oneBadAddressOfANameIsEnough() {
        Outpost outpost =
                outpost(host ->
                        List.of(
                                InetAddress.ofLiteral("1.1.1.1"),
                                InetAddress.ofLiteral("10.0.0.1")));
        assertThatThrownBy(() -> outpost.judged(URI.create("https://hook.example/"), false))
                .isInstanceOf(Outpost.Refused.class);
    }

    /** A name that leads elsewhere when it is asked again finds nobody who asks. */
    @Test
    void theConnectionGoesWhereTheNameLedWhenItWasJudged() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>("");
        AtomicInteger lookups = new AtomicInteger();
        try (Listener server =
                NETWORK.listen(
                        "127.0.0.1",
                        0,
                        http -> {
                            asked.set(http.authority() + " " + http.uri());
                            http.response()
                                    .setStatusCode(302)
                                    .putHeader("location", "/elsewhere")
                                    .end();
                        })) {
            Outpost outpost =
                    outpost(host ->
                            List.of(
                                    InetAddress.ofLiteral(
                                            lookups.incrementAndGet() == 1
                                                    ? "127.0.0.1"
                                                    : "192.0.2.1")));
            URI to = URI.create("http://hook.example:" + server.port() + "/x?y=z");
            assertThat(outpost.post(to, Map.of("webhook-id", "1"), BODY, true)).isEqualTo(302);
            assertThat(asked.get()).isEqualTo("hook.example:" + server.port() + " /x?y=z");
            assertThat(lookups).hasValue(1);
        }
    }
}
