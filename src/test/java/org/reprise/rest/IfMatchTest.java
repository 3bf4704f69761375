package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"3\"|3",
                "\"03\"|0",
                "\"+3\"|0",
                "W/\"3\", \"3\"|3",
                "W/\"2\"|0",
                "\"a,\", \"3\"|3",
                ",, \"3\" ,|3",
                "\"3,4\"|0",
                "\"2\", \"3\"|3",
                "\"2\"|2",
                "W/\"3\"|0",
                "\"abc\"|0",
                "\"2\" , \"1\"|2"
            })
    void strongTagsAreComparedWithTheVersion(String header, int version) {
        assertThat(version(header)).isEqualTo(version);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(IfMatch.version(List.of("\"1\"", "\"3\""), 3)).isEqualTo(3);
        assertThat(IfMatch.version(List.of(), 3)).isNull();
    }

    private static Integer version(String header) {
        return IfMatch.version(List.of(header), 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * "})
    void aStarIsAnyVersion(String header) {
        assertThat(version(header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\"3", "*, \"3\"", "w/\"3\"", "\"3 \"", "\"3\" \"4\""})
    void anythingElseIsMalformed(String header) {
        assertThatThrownBy(() -> version(header)).isInstanceOf(RequestRefused.class);
    }
}
