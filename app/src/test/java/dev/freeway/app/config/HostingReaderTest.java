package dev.freeway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freeway.members.SignUp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator says of letting others in. */
class HostingReaderTest {
    private static final String CLIENT = "client_id: c, client_secret: \"${SECRET}\"";
    private static final String LOGIN = "login: {openid: {issuer: https://id.example, " + CLIENT;

    @TempDir private Path directory;

    private Hosting read(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("freeway.yaml"), text);
        return new ConfigReader(
                        Catalog.load(),
                        name -> Optional.of("hush").filter(_ -> name.equals("SECRET")),
                        directory)
                .read(file)
                .hosting();
    }

    @Test
    void aProviderAndWhoMaySignUpAreRead() throws Exception {
        Hosting hosting =
                read(
                        "public_url: https://gateway.example/\n"
                                + LOGIN
                                + "}}\n"
                                + "sign_up: {plan: personal, once_per: subject, email_domains:"
                                + " [Example.com], per_day: 5}");
        OpenIdClient client = hosting.login().orElseThrow();
        assertThat(client.issuer()).isEqualTo("https://id.example");
        assertThat(client.clientSecret().reveal()).isEqualTo("hush");
        assertThat(client.toString()).doesNotContain("hush");
        assertThat(client.name()).isEqualTo("id.example");
        assertThat(client.redirect())
                .isEqualTo(URI.create("https://gateway.example/login/openid/callback"));
        assertThat(hosting.signUp())
                .contains(new SignUp("personal", SignUp.Per.SUBJECT, Set.of("example.com"), 5));
    }

    @Test
    void whereBrowsersComeBackToMayBeElsewhere() throws Exception {
        Hosting hosting = read(LOGIN + ", redirect_uri: \"http://[::1]:80/a\", name: Home}}");
        assertThat(hosting.login().orElseThrow().redirect().getPath()).isEqualTo("/a");
        assertThat(hosting.login().orElseThrow().name()).isEqualTo("Home");
        assertThat(hosting.signUp()).isEmpty();
        assertThat(read("data: here")).isEqualTo(Hosting.USUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    login: {openid: {issuer: https://i, client_id: c}} | 1:17: key 'client_secret' is missing
                    login: {openid: {issuer: http://i.example, client_id: c, client_secret: s}} | 'http://i.example' (expected: like https://host)
                    login: {openid: {issuer: http://localhost.evil, client_id: c, client_secret: s}} | (expected: like https://host)
                    login: {openid: {issuer: https://i, client_id: c, client_secret: s}} | 1:17: where browsers come back to is not said
                    sign_up: {plan: personal, once_per: email} | 1:10: nobody can sign up without login
                    sign_up: {plan: personel, once_per: email} | unknown plan 'personel' (did you mean 'personal'?)
                    sign_up: {plan: personal} | key 'once_per' is missing
                    sign_up: {plan: personal, once_per: e-mail} | 'e-mail' (did you mean 'email'?)
                    sign_up: {plan: personal, once_per: email, per_day: 0} | '0' (expected: ≥ 1)
                    public_url: http://gateway.example | (expected: like https://host)
                    """)
    void aMistakeIsToldWithItsPlace(String text, String told) {
        BadFile bad = catchThrowableOfType(BadFile.class, () -> read(text));
        assertThat(bad.getMessage()).contains(told);
    }
}
