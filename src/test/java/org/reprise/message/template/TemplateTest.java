package org.reprise.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reprise.message.template.Template.Stop;

class TemplateTest {
    private static final Map<String, String> VALUES =
            Map.of("name", "Anna", "points", "1234567.5", "day", "2026-01-09", "no", "false", "two", "2");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{{ name }}; Anna",
                "{{name|there}}; Anna",
                "{{ nobody | there }}; there",
                "{{ nobody | my friend }}; my friend",
                "{{ nobody | default: 'x' | upper }}; X",
                "{{ nobody | upper | default: \"x\" }}; x",
                "{{ nobody | default: name }}; Anna",
                "{{ NAME | lower }}; anna",
                "{{ 'mcDonald' | capitalize }}; McDonald",
                "{{ name | truncate: 3, '' }}; Ann",
                "{{ name | truncate: 3 }}; ...",
                "{{ 'a👩‍👩‍👧b' | truncate: 2, '' }}; a👩‍👩‍👧",
                "{{ day | date: '%d.%m.%Y' }}; 09.01.2026",
                "{{ day | date: '%-d. %B %Y (%a, %j%%)', 'de' }}; 9. Januar 2026 (Fr., 009%)",
                "{{ name | date: '%d' }}; Anna",
                "{{ points | number }}; 1,234,567.5",
                "{{ points | number: 'de' }}; 1.234.567,5",
                "{{ two | plural: 'point', 'points' }}; points",
                "{{ 1 | plural: 'point', 'points' }}; point",
                "{{ 22 | plural: 'балл', 'балла', 'баллов' }}; балла",
                "{{ 12 | plural: 'балл', 'балла', 'баллов' }}; баллов",
                "{{ 21 | plural: 'балл', 'балла', 'баллов' }}; балл",
                "{{ '{{' }} {{ '{%' }}; {{ {%",
                "{% if name == 'Anna' and two > 1 %}y{% else %}n{% endif %}; y",
                "{% if no %}y{% elsif nobody %}z{% else %}n{% endif %}; n",
                "{% unless nobody == blank %}y{% else %}n{% endunless %}; n",
                "{% if day < '2026-02-01' %}y{% endif %}; y",
                "{% if name contains 'nn' %}y{% endif %}; y",
                "{% if nobody < 3 or nobody > 3 %}y{% else %}n{% endif %}; n",
                "{% if two == 2.0 %}y{% endif %}; y",
            })
    void isFilled(String source, String wanted) {
        assertThat(rendered(source, VALUES)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "a {{ name; NO_END; 1; 3",
                "{% if name %}a; NOT_CLOSED; 1; 1",
                "a{% endif %}; NOT_OPEN; 1; 2",
                "{% if name %}{% else %}{% else %}{% endif %}; NOT_OPEN; 1; 24",
                "{% if name %}{% endunless %}; NOT_OPEN; 1; 14",
                "{{ }}; EMPTY; 1; 1",
                "{{ name | }}; EMPTY; 1; 1",
                "{{ name 'x' }}; UNEXPECTED; 1; 9",
                "{{ name.class }}; UNEXPECTED; 1; 8",
                "{{ name | uper }}; UNKNOWN_FILTER; 1; 11",
                "{{ name | replace: 'a' }}; UNKNOWN_FILTER; 1; 11",
                "{{ name | date }}; ARGUMENTS; 1; 11",
                "{{ name | date: '%H' }}; ARGUMENTS; 1; 11",
                "{{ name | date: '%d', 'xx' }}; ARGUMENTS; 1; 11",
                "{{ name | truncate: 'x' }}; ARGUMENTS; 1; 11",
                "{{ name | upper: 2 }}; ARGUMENTS; 1; 11",
                "{{ name | default: 'x }}; NO_QUOTE; 1; 20",
                "{% for x in y %}{% endfor %}; UNKNOWN_TAG; 1; 4",
                "{% iff x %}{% endif %}; UNKNOWN_TAG; 1; 4",
                "{{ name }}\uFFFF{{ first {{ name }}; UNEXPECTED; 2; 10",
            })
    void isRefusedWithItsPlace(String source, TemplateFault.Kind kind, int line, int column) {
        assertThatThrownBy(() -> parsed(source.replace('\uFFFF', '\n')))
                .isInstanceOfSatisfying(TemplateFault.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(kind);
                    assertThat(fault.place()).isEqualTo(new Place(line, column));
                });
    }

    @Test
    void conditionsGoNoDeeperThanAPersonCanFollow() {
        int deep = Template.MAX_DEPTH + 1;
        assertThatThrownBy(() -> parsed("{% if name %}".repeat(deep) + "{% endif %}".repeat(deep)))
                .isInstanceOf(TemplateFault.class);
        assertThatThrownBy(() -> parsed("{% if name" + " or name".repeat(deep) + " %}{% endif %}"))
                .isInstanceOf(TemplateFault.class);
    }

    @Test
    void valuesAreNeverReadAsPlaceholders() {
        assertThat(rendered("{{ name }}", Map.of("name", "{{ points }}{% skip %}")))
                .isEqualTo("{{ points }}{% skip %}");
    }

    @Test
    void sourcesThatBacktrackElsewhereTakeNoTime() {
        var hostile = "{{ name | default: \"" + " | ".repeat(10_000) + "\" }}" + "{".repeat(5_000) + "{{ x | "
                + "a ".repeat(10_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> parsed(hostile)).isInstanceOf(TemplateFault.class));
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> rendered("{{ name | truncate: 9 }}", Map.of("name", "\u0301".repeat(30_000))));
    }

    @Test
    void namesOfFieldsAreComposedAndInSmallLetters() {
        assertThat(parsed("{{ Gro\u0308\u00DFe }}").fields()).containsExactly("gr\u00F6\u00DFe");
    }

    @Test
    void tellsWhatIsMissingFirst() {
        assertThat(stop("{{ a | upper }}{{ b }}", VALUES)).contains(new Stop.Missing("a"));
        assertThat(stop("{{ a | default: b }}", VALUES)).contains(new Stop.Missing("a"));
        assertThat(stop("{% if a %}{{ a }}{% endif %}", VALUES)).isEmpty();
        assertThat(stop("{{ a | default: \"\" }}", VALUES)).isEmpty();
    }

    private static final class Text implements Template.Sink {
        private final String source;
        private final StringBuilder text = new StringBuilder();

        Text(String source) {
            this.source = source;
        }

        @Override
        public void literal(int from, int to) {
            text.append(source, from, to);
        }

        @Override
        public void value(String value, int at) {
            text.append(value);
        }
    }

    static Template parsed(String source) {
        var builder = new TreeBuilder();
        int at = 0;
        for (var tag : Tag.in(source, UnaryOperator.identity())) {
            builder.literal(at, tag.index());
            builder.tag(tag, tag.index());
            at = tag.end();
        }
        builder.literal(at, source.length());
        return builder.done();
    }

    static String rendered(String source, Map<String, String> values) {
        var text = new Text(source);
        assertThat(parsed(source).render(new HashMap<>(values), text)).isEmpty();
        return text.text.toString();
    }

    private static Optional<Stop> stop(String source, Map<String, String> values) {
        return parsed(source).render(values, new Text(source));
    }
}
