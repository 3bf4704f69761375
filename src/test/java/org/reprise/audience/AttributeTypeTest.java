package org.reprise.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.rule.PlainNumber;

class AttributeTypeTest {

    @Test
    void whatCannotBeSeenAndIsInTheWayIsNamed() {
        assertThat(AttributeType.TEXT.wanted("a\u202Eb"))
                .hasToString("a text without the character U+202E (RIGHT-TO-LEFT OVERRIDE)");
        assertThat(AttributeType.TEXT.wanted("a\u0007b").in(Locale.GERMAN))
                .isEqualTo("einen Text ohne das Zeichen U+0007 (BEL)");
        assertThat(AttributeType.TEXT.wanted("x".repeat(501))).isEqualTo(AttributeType.TEXT.wanted());
        assertThat(AttributeType.NUMBER.wanted("a\u202Eb")).isEqualTo(AttributeType.NUMBER.wanted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT | \"Berlin\" | Berlin",
                "TEXT | \"a\\r\\nb\\tc\" |",
                "TEXT | \" \" |",
                "TEXT | \"a\\u202Eb\" |",
                "TEXT | \"a\\u2066b\" |",
                "TEXT | \"a\\u200Fb\" | a\u200Fb",
                "TEXT | 5 |",
                "TEXT | null |",
                "NUMBER | 5 | 5",
                "NUMBER | 5.000000 | 5",
                "NUMBER | -0.0 | 0",
                "NUMBER | 1e15 | 1000000000000000",
                "NUMBER | 1000000000000000.1 |",
                "NUMBER | 1e999999999 |",
                "NUMBER | 0.000001 | 0.000001",
                "NUMBER | 0.0000001 |",
                "NUMBER | \"5\" |",
                "DATE | \"2026-01-31\" | 2026-01-31",
                "DATE | \"2026-02-30\" |",
                "DATE | \"2026-01-31T10:00:00Z\" |",
                "DATE | 20260131 |",
                "FLAG | true | true",
                "FLAG | false | false",
                "FLAG | \"true\" |",
                "FLAG | 1 |"
            })
    void takesOfARequestWhatFits(AttributeType type, String json, String value) {
        var given = Json.createReader(new StringReader("[" + json + "]")).readArray();
        assertThat(type.of(given.get(0)).map(Object::toString)).isEqualTo(Optional.ofNullable(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT | Berlin | Berlin",
                "NUMBER | 1,5 | 1.5",
                "NUMBER | 1,500 |",
                "NUMBER | 1500,25 | 1500.25",
                "NUMBER | 1 500.5 | 1500.5",
                "NUMBER | 1.5E3 | 1500",
                "NUMBER | ١٢ | 12",
                "NUMBER | −4 | -4",
                "NUMBER | 1.500,5 |",
                "NUMBER | NaN |",
                "DATE | 2026-01-31 | 2026-01-31",
                "DATE | 31.01.2026 | 2026-01-31",
                "DATE | 1/31/2026 | 2026-01-31",
                "DATE | 1/2/2026 |",
                "DATE | 2026-01-31 23:30 | 2026-01-31",
                "DATE | 1769817600 |",
                "FLAG | ja | true",
                "FLAG | 0.0 | false",
                "FLAG | perhaps |"
            })
    void takesOfACellWhatIsCertain(AttributeType type, String cell, String value) {
        assertThat(type.ofText(cell).map(Object::toString)).isEqualTo(Optional.ofNullable(value));
    }

    @Property
    void whatANumberIsStoredAsIsReadAsTheSame(@ForAll("numbers") BigDecimal number) {
        var value = AttributeType.NUMBER.of(Json.createValue(number)).orElseThrow();
        assertThat(((BigDecimal) value).compareTo(number)).isZero();
        var stored = new AttributeValues(Map.of("n", value));
        assertThat(AttributeValues.read(stored.stored())).isEqualTo(stored);
        assertThat(AttributeType.NUMBER.ofText(value.toString())).contains(value);
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1e15"), new BigDecimal("1e15"))
                .ofScale(PlainNumber.MAX_DECIMALS);
    }

    @Property
    void whatATextIsStoredAsIsReadAsTheSame(@ForAll String text) {
        AttributeType.TEXT.of(Json.createValue(text)).ifPresent(value -> {
            var stored = new AttributeValues(Map.of("t", value));
            assertThat(AttributeValues.read(stored.stored())).isEqualTo(stored);
        });
    }

    @ParameterizedTest
    @CsvSource({"City, city", "GRÖẞE, größe", "a1_, a1_", "город, город", "İd, i\u0307d"})
    void aNameIsTakenInSmallLetters(String text, String name) {
        if (name.contains("\u0307")) {
            assertThatThrownBy(() -> Attribute.named(text)).isInstanceOf(ContactRefused.class);
        } else {
            assertThat(Attribute.named(text)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "_a", "a b", "a-b", "a\"b", "zone", "First_Name", "a.b", "a\u0000"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> Attribute.named(text))
                .isInstanceOfSatisfying(
                        ContactRefused.class, e -> assertThat(e.member()).contains("name"));
        assertThatThrownBy(() -> Attribute.named("a".repeat(41))).isInstanceOf(ContactRefused.class);
    }

    @ParameterizedTest
    @CsvSource({"Kunden-Nr., kunden_nr", "2. Stadt, stadt", "Zone, own_zone", "Größe (cm), größe_cm", "№, ''", "123, ''"
    })
    void aNameIsProposedForAColumn(String title, String name) {
        assertThat(Attribute.proposed(title)).isEqualTo(name);
    }

    @Property
    void aProposedNameIsAName(@ForAll String title) {
        var name = Attribute.proposed(title);
        if (!name.isEmpty()) {
            assertThat(Attribute.named(name)).isEqualTo(name);
        }
    }

    @Test
    void aTagIsComposedAndHoldsNoSeparators() {
        assertThat(Tag.named("tags", " Cafe\u0301 ")).isEqualTo("Café");
        for (var wrong : new String[] {"", " ", "a,b", "a\"b", "a\nb", "a".repeat(61), "a\u202Eb"}) {
            assertThatThrownBy(() -> Tag.named("tags", wrong)).isInstanceOf(ContactRefused.class);
        }
    }
}
