package dev.freeway.app.mail;

import dev.freeway.app.config.MailHost;
import dev.freeway.members.Mail;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** Mail by SMTP (RFC 5321), each letter on a connection of its own. Thread-safe. */
public final class SmtpMail implements Mail {
    private static final int TLS_FROM_THE_START = 465;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Supplier<Optional<MailHost>> host;
    private final InstantSource clock;

    /**
     * @param host as it is at the moment; empty where no mail is sent
     */
    public SmtpMail(Supplier<Optional<MailHost>> host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    @Override
    public boolean ready() {
        return host.get().isPresent();
    }

    @Override
    public void send(Letter letter) throws Unsent {
        MailHost server = host.get().orElseThrow(() -> new Unsent("No mail is configured here."));
        Session session = Session.getInstance(properties(server));
        try (Transport transport = session.getTransport("smtp")) {
            Message message = message(session, server, letter);
            connect(transport, server);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw new Unsent(said(e));
        }
    }

    private static void connect(Transport transport, MailHost server) throws MessagingException {
        if (server.login().isPresent()) {
            MailHost.Login login = server.login().get();
            transport.connect(login.user(), login.password().reveal());
        } else {
            transport.connect();
        }
    }

    private static Properties properties(MailHost server) {
        Properties all = new Properties();
        boolean fromTheStart = server.tls() && server.port() == TLS_FROM_THE_START;
        all.put("mail.smtp.host", server.host());
        all.put("mail.smtp.port", Integer.toString(server.port()));
        all.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
        all.put("mail.smtp.ssl.enable", Boolean.toString(fromTheStart));
        all.put("mail.smtp.ssl.checkserveridentity", "true");
        all.put("mail.smtp.starttls.enable", Boolean.toString(server.tls() && !fromTheStart));
        all.put("mail.smtp.starttls.required", Boolean.toString(server.tls() && !fromTheStart));
        all.put("mail.smtp.connectiontimeout", millis(CONNECT_WITHIN));
        all.put("mail.smtp.timeout", millis(ANSWER_WITHIN));
        all.put("mail.smtp.writetimeout", millis(ANSWER_WITHIN));
        all.put("mail.smtp.localhost", domain(server));
        return all;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static String domain(MailHost server) {
        return server.from().substring(server.from().indexOf('@') + 1);
    }

    private Message message(Session session, MailHost server, Letter letter)
            throws MessagingException {
        MimeMessage message = new Named(session, "<" + letter.id() + "@" + domain(server) + ">");
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.subject(), UTF_8);
        message.setText(letter.text(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** A message of that id, the same at each try. */
    private static final class Named extends MimeMessage {
        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** In words of ours: a server's own may tell of anything. */
    private static String said(MessagingException e) {
        return switch (e) {
            case AuthenticationFailedException _ ->
                    "The mail server refused the gateway's user and password.";
            case SendFailedException _ -> "The mail server refused the address.";
            case MessagingException other when other.getCause() instanceof IOException ->
                    "The mail server cannot be reached.";
            default -> "The mail server did not take it.";
        };
    }
}
