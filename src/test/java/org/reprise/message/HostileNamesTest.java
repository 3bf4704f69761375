package org.reprise.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.reprise.message.Filling.Filled;
import org.reprise.message.FormattedText.Kind;

/** Whatever people are called, they read their name as it is, and the marks around it stand where they stood. */
class HostileNamesTest {

    @Property(tries = 300)
    void staysAsItIs(@ForAll("names") String name, @ForAll TextFormat format) {
        var source = switch (format) {
            case PLAIN -> "Hi {{ name }}, bye {{ name }}.";
            case HTML -> "Hi <b>{{ name }}</b>, <i>bye</i> <a href=\"https://a.de/{{ name }}\">{{ name }}</a>.";
            case MARKDOWN -> "Hi *{{ name }}*, _bye_ [{{ name }}](https://a.de/{{ name }})\\.";
        };
        var message = Message.of(source, format, Extras.NONE);
        var filled = (Filled) message.placeholders().orElseThrow().fill(Map.of("name", name));
        assertThat(filled.text().text()).isEqualTo("Hi " + name + ", bye " + name + ".");
        for (var entity : filled.text().entities()) {
            var marked = filled.text().text().substring(entity.offset(), entity.end());
            assertThat(marked).isEqualTo(entity.kind() == Kind.ITALIC ? "bye" : name);
            if (entity.kind() == Kind.LINK) {
                assertThat(entity.detail()).matches("https://a\\.de/[A-Za-z0-9._~%-]+");
            }
        }
        assertThat(filled.text().entities()).hasSize(format == TextFormat.PLAIN ? 0 : 3);
    }

    @Provide
    Arbitrary<String> names() {
        var hostile = Arbitraries.of(
                "<",
                "</b>",
                "<b>",
                "&lt;",
                "_",
                "*",
                "`",
                "[x](tg://y)",
                "\\",
                "{{name}}",
                "{% skip %}",
                "\uD83D\uDE00",
                "\u202Eevil",
                "אבג",
                "é",
                "e\u0301",
                "%00",
                "'",
                "\"",
                "\n",
                "\uFDD0\uE000",
                "$1",
                "{0}",
                "x");
        return hostile.list().ofMinSize(1).ofMaxSize(8).map(parts -> "n" + String.join("", parts));
    }
}
