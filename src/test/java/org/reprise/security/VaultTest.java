package org.reprise.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reprise.Settings;
import org.reprise.StartRefused;

class VaultTest {
    private static final String TOKEN = "123456:Анна-👋";

    @TempDir
    private Path data;

    @Test
    void whatIsSealedOpensAgainAlsoAfterARestart() {
        var sealed = vault().seal("7/token", TOKEN);
        assertThat(sealed).doesNotContain("123456");
        assertThat(vault().open("7/token", sealed)).isEqualTo(TOKEN);
    }

    @Test
    void theSameSecretLooksOtherEachTime() {
        var vault = vault();
        assertThat(vault.seal("7/token", TOKEN)).isNotEqualTo(vault.seal("7/token", TOKEN));
    }

    @Test
    void itOpensForNoOtherPurpose() {
        var vault = vault();
        var sealed = vault.seal("7/token", TOKEN);
        assertBroken(vault, "8/token", sealed);
    }

    @Test
    void whatWasChangedOrIsNothingOfOursDoesNotOpen() {
        var vault = vault();
        var bytes = Base64.getDecoder().decode(vault.seal("7/token", TOKEN));
        bytes[15] ^= 1;
        assertBroken(vault, "7/token", Base64.getEncoder().encodeToString(bytes));
        assertBroken(vault, "7/token", "");
        assertBroken(vault, "7/token", "not base64!");
    }

    @Test
    void anotherKeyIsToldWithWhatToDo() {
        var sealed = vault().seal("7/token", TOKEN);
        var other = vault(Map.of("REPRISE_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32])));
        assertThatThrownBy(() -> other.open("7/token", sealed))
                .isInstanceOf(Vault.Broken.class)
                .hasMessageContainingAll("7/token", "REPRISE_SECRET_KEY", "secret.key");
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws IOException {
        vault();
        var key = data.resolve(Vault.KEY_FILE);
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(key);
        }
    }

    @Test
    void serversThatBeginAtOnceAgreeOnOneKey() {
        var sealed = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> vault().seal("7/token", TOKEN))
                .toList();
        assertThat(sealed)
                .allSatisfy(one -> assertThat(vault().open("7/token", one)).isEqualTo(TOKEN));
    }

    private static void assertBroken(Vault vault, String purpose, String sealed) {
        assertThatThrownBy(() -> vault.open(purpose, sealed)).isInstanceOf(Vault.Broken.class);
    }

    @Test
    void aKeyFileThatHoldsNoKeyRefusesTheStartAndIsNotRepeated() throws IOException {
        Files.writeString(data.resolve(Vault.KEY_FILE), "Z2VoZWlt");
        assertThatThrownBy(this::vault)
                .isInstanceOf(StartRefused.class)
                .hasMessageContainingAll("secret.key", "connect the sessions again")
                .hasMessageNotContaining("Z2VoZWlt");
    }

    private Vault vault() {
        return vault(Map.of());
    }

    private Vault vault(Map<String, String> keys) {
        return new Vault(Settings.from(key ->
                key.equals("REPRISE_DATA_DIR") ? Optional.of(data.toString()) : Optional.ofNullable(keys.get(key))));
    }
}
