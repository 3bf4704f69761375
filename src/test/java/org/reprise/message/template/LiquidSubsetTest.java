package org.reprise.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import liqp.TemplateParser;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What Reprise fills, liqp fills in the same way: the placeholders that people know from Liquid mean the same here. */
@Tag("property")
class LiquidSubsetTest {
    private static final Map<String, Object> PERSON = Map.of(
            "name",
            "anna Müller",
            "city",
            "Köln",
            "points",
            12,
            "price",
            new BigDecimal("2.5"),
            "vip",
            true,
            "muted",
            false,
            "day",
            "2026-01-09");

    @Property(tries = 400)
    void isFilledAsLiquidDoes(@ForAll("templates") String source) {
        assertThat(TemplateTest.rendered(source, values()))
                .as(source)
                .isEqualTo(TemplateParser.DEFAULT.parse(source).render(PERSON));
    }

    private static Map<String, String> values() {
        var values = new HashMap<String, String>();
        PERSON.forEach((name, value) -> values.put(name, value.toString()));
        return values;
    }

    @Provide
    Arbitrary<String> templates() {
        return Combinators.combine(pieces(), condition(), pieces(), pieces(), pieces())
                .as((before, condition, then, otherwise, after) -> before + "{% if " + condition + " %}" + then
                        + "{% else %}" + otherwise + "{% endif %}" + after);
    }

    private static Arbitrary<String> pieces() {
        var output = Combinators.combine(field(), filters()).as((field, filters) -> "{{ " + field + filters + " }}");
        var text = Arbitraries.of(" hi ", "\n", "ё", "<b>", "");
        return Arbitraries.oneOf(output, text).list().ofMaxSize(3).map(all -> String.join("", all));
    }

    private static Arbitrary<String> field() {
        return Arbitraries.of("name", "city", "points", "price", "day", "nobody", "muted");
    }

    /** What is missing has something that stands in for it, or Reprise sends nothing. */
    private static Arbitrary<String> filters() {
        var first = Arbitraries.of("", " | upcase", " | downcase", " | truncate: 5", " | truncate: 4, '-'");
        return first.map(filter -> filter + " | default: 'none'");
    }

    private static Arbitrary<String> condition() {
        var one = Arbitraries.of(
                "vip",
                "muted",
                "nobody",
                "points > 11",
                "points >= 12",
                "points < 2.5",
                "price == 2.5",
                "name == 'anna Müller'",
                "name != 'x'",
                "city contains 'öl'",
                "vip == true",
                "nobody == nil");
        return Combinators.combine(one, Arbitraries.of(" and ", " or "), one, Arbitraries.of(" and ", " or "), one)
                .as((a, x, b, y, c) -> a + x + b + y + c);
    }
}
