package dev.freeway.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freeway.testkit.Cases;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of tokens, and from where they may be used. */
class MintTest {
    @Test
    void aCharacterThatIsMistypedIsNoticed() {
        Set<String> seen = new HashSet<>();
        Cases.forAll(
                1_000,
                random -> {
                    String token = Mint.fresh(Mint.TOKEN, random);
                    assertThat(token).matches("fw_[0-9A-Za-z]{49}");
                    assertThat(seen.add(token)).isTrue();
                    assertThat(Mint.mistyped(token)).isFalse();
                    int at = 3 + random.nextInt(49);
                    char other = token.charAt(at) == 'a' ? 'b' : 'a';
                    String wrong = token.substring(0, at) + other + token.substring(at + 1);
                    assertThat(Mint.mistyped(wrong)).as(wrong).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fw_test", "", "fw_", "sk-something", "fw_billing_billing"})
    void whatHasAnotherFormIsNoTypingError(String text) {
        assertThat(Mint.mistyped(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1%eth0, false",
        "fe80::/10, fe80::1%eth0, true",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "10.0.0.0/8, 10.0.0.0/9, true",
        "10.0.0.0/9, 10.0.0.0/8, false",
        "10.0.0.0/8, example.org, false"
    })
    void aNetworkHoldsItsAddresses(String network, String address, boolean holds) {
        assertThat(Cidr.of(network).holds(address)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "localhost", "10.0.0/8", "::/129", "1.2.3.4/", "a"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("networks: ");
    }
}
