package org.reprise.audience.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.audience.rule.Leaf.InSegment;

/** Rules come back from JSON and from their line as they were, and what is not understood is refused by its place. */
class RuleTextsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Provide
    Arbitrary<Selection> selections() {
        return Arbitraries.randomValue(random -> new RandomRules(random, NOW, RulePeople.CAMPAIGNS).selection());
    }

    @Property
    void comeBackFromJson(@ForAll("selections") Selection selection) {
        assertThat(Selection.restored(selection.stored())).isEqualTo(selection);
    }

    @Property
    void comeBackFromTheirLine(@ForAll("selections") Selection selection) {
        var line = RuleLine.of(selection);
        assertThat(RuleLine.read(line, ZoneOffset.UTC)).as(line).isEqualTo(unresolved(selection));
    }

    /** A line names a segment; what it holds is looked up. */
    private static Selection unresolved(Selection selection) {
        return selection.map(RuleTextsTest::unresolved);
    }

    private static Rule unresolved(Rule rule) {
        if (rule instanceof Rule.All all) {
            return new Rule.All(
                    all.rules().stream().map(RuleTextsTest::unresolved).toList());
        } else if (rule instanceof Rule.Any any) {
            return new Rule.Any(
                    any.rules().stream().map(RuleTextsTest::unresolved).toList());
        } else if (rule instanceof Rule.None none) {
            return new Rule.None(
                    none.rules().stream().map(RuleTextsTest::unresolved).toList());
        }
        return rule instanceof InSegment segment ? InSegment.named(segment.name()) : rule;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "LANGUAGE IS \"de\" AND NOT TAG \"vip\"|language is \"de\" and not tag \"vip\"",
                "tag \"a\" or \"b\" or got campaign 3|tag \"a\" or \"b\" or got campaign 3",
                "tag “a” or „b“|tag \"a\" or \"b\"",
                "FAILED campaign 3 because BLOCKED|failed campaign 3 because blocked",
                "failed campaign 3 revision 2 because never_wrote or tried campaign 4|failed campaign 3 revision 2 because never_wrote or tried campaign 4",
                "phone is unknown|not phone is known",
                "first_name is not \"Bob\"|not first_name is \"Bob\"",
                "attribute age at least 18 and attribute age below 30.50|attribute age at least 18 and attribute age below 30.5",
                "attribute \"first order\" after 2026-01-31|attribute \"first order\" after 2026-01-31",
                "attribute member is yes|attribute member is yes",
                "first_message after 2026-06-01|first_message after 2026-05-31T22:00:00Z",
                "last_message within 1 day except messaged within 7 days|last_message within 1 day except messaged within 7 days",
                "except tag \"a\"|except tag \"a\"",
                "a_b|!",
                "10 percent from 2.5 drawn by \"x\"|10 percent from 2.5 drawn by \"x\"",
                "(language is \"de\" or language is \"en\") and segment \"New\"|(language is \"de\" or language is \"en\") and segment \"New\"",
                "none of (tag \"a\", tag \"b\")|none of (tag \"a\" or tag \"b\")",
                "everybody except nobody|everybody except nobody",
            })
    void linesAreReadAsPeopleWriteThem(String line, String written) {
        if (written.equals("!")) {
            assertThatThrownBy(() -> RuleLine.read(line, BERLIN)).isInstanceOf(RuleRefused.class);
        } else {
            assertThat(RuleLine.of(RuleLine.read(line, BERLIN))).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "language is de|13",
                "language is \"de|13",
                "tag|The rule ends",
                "tag \"\"|5",
                "tag \"a\" and|The rule ends",
                "tag \"a\" tag \"b\"|9",
                "first_name after 2026-01-01|12",
                "first_message is \"x\"|18",
                "first_message after yesterday|21",
                "first_message within 0 days|22",
                "attribute age at least x|24",
                "attribute age at least 1e9|24",
                "got campaign x|14",
                "failed campaign 3 because|The rule ends",
                "failed campaign 3 because rain|27",
                "got campaign 3 because blocked|16",
                "101 percent|1",
                "60 percent from 50|19",
                "shoe_size is 3|1",
                "(tag \"a\"|The rule ends",
                "tag \"a\") |8",
                "except|The rule ends",
                "tag \"a\" except tag \"b\" except tag \"c\"|24",
            })
    void whatIsNotUnderstoodInALineIsNamedByItsPlace(String line, String place) {
        assertThatThrownBy(() -> RuleLine.read(line, BERLIN))
                .isInstanceOf(RuleRefused.class)
                .hasMessageStartingWith(place.startsWith("The") ? place : "In the rule, at " + place + ":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"all\": [], \"any\": []}|",
                "{}|",
                "{\"campaign\": 3, \"outcome\": \"failed\", \"reason\": \"rain\"}|/reason",
                "{\"campaign\": 3, \"outcome\": \"failed\", \"reason\": null}|/reason",
                "{\"campaign\": 3, \"outcome\": \"got\", \"reason\": \"blocked\"}|/reason",
                "{\"sql\": \"1=1\"}|",
                "{\"all\": {}}|/all",
                "{\"all\": [1]}|/all/0",
                "{\"all\": [{\"field\": \"shoe\", \"op\": \"is\", \"value\": \"x\"}]}|/all/0/field",
                "{\"field\": \"language\", \"op\": \"like\", \"value\": \"x\"}|/op",
                "{\"field\": \"language\", \"op\": \"is\", \"value\": 3}|/value",
                "{\"field\": \"language\", \"op\": \"is\", \"value\": \"\"}|/value",
                "{\"field\": \"language\", \"op\": \"is\", \"value\": \"x\\u0000\"}|/value",
                "{\"field\": \"language\", \"op\": \"is\"}|/value",
                "{\"field\": \"language\", \"op\": \"known\", \"value\": \"x\"}|/value",
                "{\"field\": \"language\", \"op\": \"is\", \"value\": \"x\", \"not\": true}|",
                "{\"field\": \"first_message\", \"op\": \"is\", \"value\": \"x\"}|/op",
                "{\"field\": \"first_message\", \"op\": \"after\", \"value\": \"soon\"}|/value",
                "{\"field\": \"first_message\", \"op\": \"within_days\", \"value\": 1.5}|/value",
                "{\"field\": \"first_message\", \"op\": \"within_days\", \"value\": 99999999999999999999}|/value",
                "{\"attribute\": \"age\", \"op\": \"at_least\", \"value\": \"18\"}|/value",
                "{\"attribute\": \"age\", \"op\": \"at_least\", \"value\": 1e400}|/value",
                "{\"attribute\": \"age\", \"op\": \"begins\", \"value\": 3}|/op",
                "{\"attribute\": \"member\", \"op\": \"above\", \"value\": true}|/op",
                "{\"attribute\": \"\", \"op\": \"known\"}|/attribute",
                "{\"tags\": []}|/tags",
                "{\"tags\": [\"a\", 3]}|/tags",
                "{\"tags\": \"a\"}|/tags",
                "{\"campaign\": 3}|/outcome",
                "{\"campaign\": \"3\", \"outcome\": \"got\"}|/campaign",
                "{\"campaign\": 3, \"outcome\": \"got\", \"revision\": 0}|/revision",
                "{\"messaged_within_days\": 0}|/messaged_within_days",
                "{\"percent\": 0}|/percent",
                "{\"percent\": 10.001}|/percent",
                "{\"percent\": 60, \"from\": 50}|/percent",
                "{\"segment\": 3}|/segment",
                "{\"segment\": {\"id\": 1, \"name\": \"a\", \"version\": 1, \"rule\": {\"segment\": \"b\"}}}|/segment/rule",
                "{\"segment\": {\"id\": 1, \"name\": \"a\", \"version\": 1, \"rule\": {\"all\": []}, \"x\": 1}}|/segment",
            })
    void whatIsNotUnderstoodInJsonIsNamedByItsPlace(String json, String where) {
        assertThatThrownBy(() -> RuleJson.read(json, BERLIN))
                .isInstanceOf(RuleRefused.class)
                .hasMessageStartingWith(where == null ? "" : "In the rule, at " + where + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "any", "none"})
    void whatStandsTooDeepIsRefused(String word) {
        var json = "{\"tags\": [\"a\"]}";
        for (int i = 0; i < RuleLimits.MAX_DEPTH; i++) {
            json = "{\"" + word + "\": [" + json + "]}";
        }
        var deepest = json;
        assertThat(RuleLine.read(RuleLine.of(RuleJson.read(deepest, BERLIN)), BERLIN))
                .isNotNull();
        assertThatThrownBy(() -> RuleJson.read("{\"" + word + "\": [" + deepest + "]}", BERLIN))
                .isInstanceOf(RuleRefused.class)
                .hasMessageContaining("more than 8 deep");
    }

    /** What is taken can be read back: brackets of "or" in "and" are two levels each. */
    @Test
    void whatIsTakenComesBackHoweverDeepItIs() {
        for (int levels = 1; levels < 12; levels++) {
            var line = "tag \"a\"";
            for (int i = 0; i < levels; i++) {
                line = "tag \"a\" or tag \"b\" and (" + line + ")";
            }
            for (var whole : List.of(line, "not (" + line + ")", "(" + line + ") except not (" + line + ")")) {
                try {
                    var selection = RuleLine.read(whole, BERLIN);
                    assertThat(Selection.restored(selection.stored())).isEqualTo(selection);
                    assertThat(Selection.read(selection.json(), BERLIN)).isEqualTo(selection);
                    var alone = new Selection(selection.whole(), null).checked();
                    assertThat(RuleJson.read(RuleJson.of(alone.include()).toString(), BERLIN))
                            .isEqualTo(alone.include());
                } catch (RuleRefused deep) {
                    assertThat(deep).hasMessageContaining("more than 8 deep");
                    assertThat(levels).isGreaterThan(2);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-18:00",
                "0001-01-01",
                "9999-12-31T23:59:59",
                "9999-12-31"
            })
    void aTimeAtTheEdgeIsRefusedOrComesBack(String time) {
        try {
            var selection = RuleLine.read("last_message after " + time, ZoneId.of("Pacific/Kiritimati"));
            assertThat(Selection.restored(selection.stored())).isEqualTo(selection);
            assertThat(RuleLine.read(RuleLine.of(selection), BERLIN)).isEqualTo(selection);
        } catch (RuleRefused refused) {
            assertThat(refused).hasMessageContaining("this must be a time");
        }
    }

    @Test
    void aLineOfBracketsAndNotsWithoutEndIsRefused() {
        for (var piece : List.of("(", "not ", "all of (", "none of (")) {
            assertThatThrownBy(() -> RuleLine.read(piece.repeat(2_000), BERLIN)).isInstanceOf(RuleRefused.class);
        }
        assertThatThrownBy(() -> RuleLine.read("tag \"a\" or ".repeat(300) + "tag \"a\"", BERLIN))
                .isInstanceOf(RuleRefused.class);
    }

    @Property(tries = 2_000)
    void noLineIsAFailure(@ForAll("scraps") String line) {
        try {
            RuleLine.read(line, BERLIN);
        } catch (RuleRefused refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "tag",
                        "\"a\"",
                        "or",
                        "and",
                        "not",
                        "(",
                        ")",
                        ",",
                        "language",
                        "is",
                        "known",
                        "attribute",
                        "age",
                        "at",
                        "least",
                        "3",
                        "-3.5",
                        "within",
                        "days",
                        "got",
                        "campaign",
                        "percent",
                        "from",
                        "drawn by",
                        "segment",
                        "except",
                        "everybody",
                        "none of (",
                        "after",
                        "2026-01-01",
                        "\"",
                        "\\",
                        "yes",
                        "\n",
                        "é")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }
}
