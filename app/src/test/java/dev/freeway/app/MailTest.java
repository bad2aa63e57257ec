package dev.freeway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.freeway.app.config.Hosting;
import dev.freeway.app.config.MailHost;
import dev.freeway.app.mail.SmtpMail;
import dev.freeway.core.catalog.Secret;
import dev.freeway.members.Mail;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a gateway writes to people, as a real mail server on loopback gets it. */
class MailTest extends DemoTest {
    private static final String PASSWORD = "canary-of-the-mail-server";
    private static final Pattern CODE = Pattern.compile("fwi_[0-9A-Za-z]{49}");

    private GreenMail server = server(0);
    private final int port = server.getSmtp().getPort();
    private Clerk clerk;

    private static GreenMail server(int port) {
        ServerSetup smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        smtp.setServerStartupTimeout(10_000);
        GreenMail server = new GreenMail(smtp);
        server.setUser("freeway@gateway.example", "freeway", PASSWORD);
        server.start();
        return server;
    }

    private MailHost host(boolean tls, String password) {
        return new MailHost(
                "127.0.0.1",
                port,
                tls,
                Optional.of(new MailHost.Login("freeway", new Secret(password))),
                "freeway@gateway.example");
    }

    @Override
    Hosting hosting() {
        return Hosting.USUAL.inside().with(host(false, PASSWORD));
    }

    @BeforeEach
    void open() {
        clock.set(Instant.parse("2026-06-21T12:00:00Z"));
        clerk = new Clerk(demo, browser);
    }

    @AfterEach
    void close() {
        server.stop();
    }

    private MimeMessage[] got() {
        return server.getReceivedMessages();
    }

    private static String text(MimeMessage message) {
        return GreenMailUtil.getBody(message).replace("\r\n", "\n");
    }

    private String member(String name, String email) throws Exception {
        String body =
                "{\"name\":\"%s\",\"plan\":\"github-models-free\",\"email\":\"%s\"}"
                        .formatted(name, email);
        return clerk.done("POST", "/api/members", body).path("token").asText();
    }

    private JsonNode mailed(String token) throws Exception {
        String body = "{\"limit\":\"rpd\",\"at\":\"8%\",\"mail\":true}";
        return clerk.done(token, "POST", "/api/alerts", body);
    }

    private void chats(String token, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(clerk.chats(token, "openai/gpt-4o").statusCode()).isEqualTo(200);
        }
    }

    private String problem() throws Exception {
        return clerk.done("GET", "/api/alerts?of=ann", "").at("/data/0/problem").asText();
    }

    private void looked(int arrived) throws Exception {
        Browser.eventually(() -> {
            demo.alert();
            return got().length >= arrived;
        });
        demo.alert();
        assertThat(got()).hasSize(arrived);
    }

    @Test
    void anAlertIsMailedOnceWithTheRightFigures() throws Exception {
        String token = member("ann", "ann@example.com");
        JsonNode alert = mailed(clerk.login("ann"));
        assertThat(alert.path("mail_to").asText()).isEqualTo("ann");
        assertThat(alert.has("secret")).isFalse();
        chats(token, 3);
        looked(0);
        chats(token, 1);
        looked(1);
        chats(token, 1);
        clock.turn(Duration.ofMinutes(2));
        looked(1);
        MimeMessage letter = got()[0];
        assertThat(letter.getSubject())
                .isEqualTo("ann: 46 of 50 requests left (rpd of openai/gpt-4o)");
        assertThat(letter.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(letter.getRecipients(Message.RecipientType.TO)[0].toString())
                .isEqualTo("ann@example.com");
        assertThat(letter.getFrom()[0].toString()).isEqualTo("freeway@gateway.example");
        assertThat(letter.getMessageID()).matches("<msg_[0-9a-f]{32}@gateway\\.example>");
        assertThat(letter.getContentType()).startsWith("text/plain");
        assertThat(text(letter))
                .contains("rpd of openai/gpt-4o of ann: 4 of 50 requests are used, 46 are left.")
                .contains("It resets 22 Jun 12:00 UTC.")
                .contains("make-it-last", "alerts remove " + alert.path("id").asText())
                .doesNotContain("%", PASSWORD);
    }

    @Test
    void whileTheServerIsDownAnAlertIsTriedAgain() throws Exception {
        String token = member("ann", "ann@example.com");
        mailed(clerk.login("ann"));
        server.stop();
        chats(token, 4);
        Browser.eventually(() -> {
            demo.alert();
            return !clerk.done("GET", "/api/alerts?of=ann", "").at("/data/0/quiet_until").isEmpty();
        });
        assertThat(problem()).isEmpty();
        server = server(port);
        clock.turn(Duration.ofSeconds(29));
        looked(0);
        clock.turn(Duration.ofSeconds(1));
        looked(1);
        assertThat(problem()).isEmpty();
    }

    @Test
    void whatCannotBeSentAtAllIsKeptWithTheAlert() throws Exception {
        String token = member("ann", "ann@example.com");
        mailed(clerk.login("ann"));
        server.stop();
        chats(token, 4);
        Browser.eventually(() -> {
            demo.alert();
            clock.turn(Duration.ofMinutes(10));
            return problem().contains("The mail server cannot be reached. It was given up.");
        });
        server = server(port);
        looked(0);
    }

    /** Whoever can say where it goes could have anybody written to. */
    @Test
    void nobodyHasAStrangerMailed() throws Exception {
        member("ann", "");
        String ann = clerk.login("ann");
        String wanted = "{\"at\":\"80%\",\"mail\":true}";
        clerk.done(ann, "PATCH", "/api/members/ann", "{\"email\":\"stranger@example.com\"}");
        HttpResponse<String> answer = clerk.ask(ann, "POST", "/api/alerts", wanted);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no address is known to be that of 'ann'");
        clerk.done("PATCH", "/api/members/ann", "{\"email\":\"ann@example.com\"}");
        assertThat(
                        clerk.done(ann, "GET", "/api/members/ann", "")
                                .path("email_verified")
                                .asBoolean())
                .isTrue();
        mailed(ann);
        clerk.done(ann, "PATCH", "/api/members/ann", "{\"email\":\"stranger@example.com\"}");
        String token =
                clerk.done(ann, "POST", "/api/tokens", "{\"scopes\":[\"models:read\"]}")
                        .path("token")
                        .asText();
        chats(token, 4);
        Browser.eventually(() -> {
            demo.alert();
            return problem().contains("no address that is known");
        });
        assertThat(got()).isEmpty();
        for (String both :
                List.of(
                        "{\"at\":\"80%\",\"mail\":true,\"to\":\"https://example.com/\"}",
                        "{\"at\":\"80%\"}")) {
            assertThat(clerk.ask(clerk.admin(), "POST", "/api/alerts", both).statusCode())
                    .isEqualTo(400);
        }
    }

    private String code() throws Exception {
        Matcher code = CODE.matcher(text(got()[got().length - 1]));
        assertThat(code.find()).isTrue();
        return code.group();
    }

    @Test
    void anInvitationIsMailedAndItsCodeIsNobodyElses() throws Exception {
        clerk.organisation("acme", "github-models-free", "");
        HttpResponse<String> answer =
                clerk.ask(
                        clerk.admin(),
                        "POST",
                        "/api/invitations",
                        "{\"organisation\":\"acme\",\"email\":\"zoe@example.com\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"sent_to\":\"zoe@example.com\"")
                .doesNotContain("fwi_");
        assertThat(got()).hasSize(1);
        assertThat(got()[0].getSubject()).contains("invites you to acme");
        assertThat(text(got()[0])).contains("28 June 2026, 12:00 UTC");
        String code = code();
        String join = "{\"code\":\"%s\",\"name\":\"zoe\"}".formatted(code);
        HttpResponse<String> joined = clerk.ask("POST", "/api/join", "", Optional.empty(), join);
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        JsonNode zoe = clerk.done("GET", "/api/members/zoe", "");
        assertThat(zoe.path("email").asText()).isEqualTo("zoe@example.com");
        assertThat(zoe.path("email_verified").asBoolean()).isTrue();
        assertThat(clerk.done("GET", "/api/organisations/acme", "").at("/people/zoe").asText())
                .isEqualTo("member");
        assertThat(clerk.done("GET", "/api/invitations", "").path("data")).isEmpty();
    }

    @Test
    void whereNothingCanBeSentNobodyIsInvited() throws Exception {
        String wanted = "{\"email\":\"zoe@example.com\"}";
        server.stop();
        HttpResponse<String> answer = clerk.ask(clerk.admin(), "POST", "/api/invitations", wanted);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("The mail server cannot be reached. Nobody was invited.")
                .doesNotContain(PASSWORD, "fwi_");
        assertThat(clerk.done("GET", "/api/invitations", "").path("data")).isEmpty();
        server = server(port);
        for (String bad : List.of("zoe", "a@b.c, d@e.f", "a@b.c\\r\\nBcc: d@e.f", "<a@b.c>")) {
            String body = "{\"email\":\"%s\"}".formatted(bad);
            assertThat(clerk.ask(clerk.admin(), "POST", "/api/invitations", body).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(got()).isEmpty();
    }

    @Test
    void whoIsNoOperatorHasFewSent() throws Exception {
        member("ann", "");
        clerk.organisation("acme", "github-models-free", "ann");
        String ann = clerk.login("ann");
        for (int i = 0; i <= 20; i++) {
            String wanted =
                    "{\"organisation\":\"acme\",\"email\":\"p%d@example.com\"}".formatted(i);
            HttpResponse<String> answer = clerk.ask(ann, "POST", "/api/invitations", wanted);
            assertThat(answer.statusCode()).isEqualTo(i < 20 ? 201 : 429);
            String id = clerk.done("GET", "/api/invitations", "").at("/data/0/id").asText();
            if (i < 20) {
                clerk.done(ann, "DELETE", "/api/invitations/" + id, "");
            }
        }
        assertThat(got()).hasSize(20);
        assertThat(
                        clerk.ask(
                                        "POST",
                                        "/api/join",
                                        "",
                                        Optional.empty(),
                                        "{\"code\":\"%s\",\"name\":\"eve\"}".formatted(code()))
                                .statusCode())
                .as("what was taken back")
                .isEqualTo(400);
    }

    @Test
    void theVerbsInviteListAndTakeBack() throws Exception {
        StringWriter out = new StringWriter();
        CommandLine freeway =
                Main.commandLine(
                        new Environment(
                                Map.of(
                                        "FREEWAY_URL", demo.url().toString(),
                                        "FREEWAY_ADMIN_TOKEN", clerk.admin(),
                                        "FREEWAY_HOME", directory.toString())));
        freeway.setOut(new PrintWriter(out, true));
        assertThat(freeway.execute("invitations", "add", "--email", "zoe@example.com")).isZero();
        assertThat(out.toString()).contains("sent_to").doesNotContain("fwi_");
        assertThat(freeway.execute("invitations", "add", "--plan", "personal")).isZero();
        assertThat(out.toString()).contains("fwi_");
        out.getBuffer().setLength(0);
        assertThat(freeway.execute("invitations", "list")).isZero();
        assertThat(out.toString()).contains("zoe@example.com", "personal").doesNotContain("fwi_");
        for (JsonNode one : clerk.done("GET", "/api/invitations", "").path("data")) {
            assertThat(freeway.execute("invitations", "remove", one.path("id").asText())).isZero();
        }
        assertThat(clerk.done("GET", "/api/invitations", "").path("data")).isEmpty();
        assertThat(freeway.execute("alerts", "add", "--at", "80%", "--mail")).isNotZero();
    }

    @Test
    void withoutTlsOrWithTheWrongPasswordNothingIsSent() {
        Mail.Letter letter = new Mail.Letter("msg_1", "ann@example.com", "Hello", "Hello.");
        assertThat(unsent(host(true, PASSWORD), letter)).contains("did not take it");
        assertThat(unsent(host(false, "wrong"), letter)).contains("user and password");
        assertThat(got()).isEmpty();
    }

    private String unsent(MailHost host, Mail.Letter letter) {
        try {
            new SmtpMail(() -> Optional.of(host), clock).send(letter);
            return "sent";
        } catch (Mail.Unsent e) {
            return String.valueOf(e.getMessage());
        }
    }
}
