package org.reprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {
    private static final Set<String> KEYS = Set.of("REPRISE_DB_URL", "REPRISE_SANDBOX", "REPRISE_SANDBOX_RATE");

    @ParameterizedTest
    @CsvSource({
        "REPRISE_DBURL, REPRISE_DB_URL",
        "REPRISE_SANDBOX_RTE, REPRISE_SANDBOX_RATE",
        "reprise_sandbx, REPRISE_SANDBOX",
        "Reprise_Db_Url, REPRISE_DB_URL",
        "REPRISE_LOG_JSON, the system property -Dreprise.log.json",
        "REPRISE_PORT, REPRISE_DB_URL",
    })
    void aVariableThatIsNoSettingIsNamedWithTheNearest(String name, String nearest) {
        assertThat(SettingNames.unknown(KEYS, Map.of(name, "geheim"), List.of()))
                .containsExactly(name + " is no setting of Reprise; the nearest is " + nearest + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "reprise.sandbox.rte, REPRISE_SANDBOX_RATE",
        "reprise.db-url, REPRISE_DB_URL",
        "REPRISE_DB_URL, REPRISE_DB_URL",
    })
    void aPropertyThatIsNoSettingIsNamedWithTheNearest(String name, String nearest) {
        assertThat(SettingNames.unknown(KEYS, Map.of(), List.of(name)))
                .containsExactly(name + " is no setting of Reprise; the nearest is " + nearest + ".");
    }

    @Test
    void theSameNameIsToldOnce() {
        assertThat(SettingNames.unknown(
                        KEYS, Map.of("REPRISE_RATE", ""), List.of("REPRISE_RATE", "reprise.rate", "other.name")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REPRISE_DB_URL", "reprise_db_url", "reprise.db.url", "REPRISER", "PATH"})
    void aSettingIsKnownByEachOfItsNames(String name) {
        assertThat(SettingNames.unknown(KEYS, Map.of(name, "x"), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reprise.db.url",
                "reprise.log.json",
                "reprise.end",
                "reprise.owned.12",
                "reprise",
                "jboss.home.dir"
            })
    void aPropertyIsKnown(String name) {
        assertThat(SettingNames.unknown(KEYS, Map.of(), List.of(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REPRISE_SERVICE_HOST, 10.0.0.1",
        "REPRISE_SERVICE_PORT_HTTP, 8080",
        "REPRISE_PORT, tcp://10.0.0.1:8080",
        "REPRISE_PORT_8080_TCP, tcp://10.0.0.1:8080",
        "REPRISE_PORT_8080_TCP_ADDR, 10.0.0.1",
        "REPRISE_WEB_SERVICE_HOST, 10.0.0.1",
        "REPRISE_WEB_PORT, udp://10.0.0.1:8080",
    })
    void whatKubernetesSetsForAServiceIsLeftAlone(String name, String value) {
        assertThat(SettingNames.unknown(KEYS, Map.of(name, value), List.of())).isEmpty();
    }
}
