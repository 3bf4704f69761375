package org.reprise.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"\"3\"|3", "\"2\", \"3\"|3", "\"2\"|2", "W/\"3\"|0", "\"abc\"|0", "\"2\" , \"1\"|2"})
    void strongTagsAreComparedWithTheVersion(String header, int version) {
        assertThat(IfMatch.version(header, 3)).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * "})
    void aStarIsAnyVersion(String header) {
        assertThat(IfMatch.version(header, 3)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\"3", "\"3\",", "*, \"3\"", "w/\"3\"", "\"3\" \"4\""})
    void anythingElseIsMalformed(String header) {
        assertThatThrownBy(() -> IfMatch.version(header, 3)).isInstanceOf(RequestRefused.class);
    }
}
