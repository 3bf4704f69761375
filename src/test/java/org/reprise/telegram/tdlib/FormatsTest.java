package org.reprise.telegram.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reprise.message.FormattedText;
import org.reprise.message.TextFormat;
import org.reprise.telegram.tdlib.dc.LibraryUnderTest;

/**
 * Our readers of formatted text against Telegram's own, which TDLib has inside: thousands of texts, good and broken.
 */
class FormatsTest {
    private static final int TEXTS = 20_000;
    private static final String[] HTML =
            ("<b> </b> <i> </i> <u> </u> <s> </s> <tg-spoiler> </tg-spoiler> <code> </code> <pre>"
                            + " </pre> <a·href=\"https://x.org/?a=1\"> </a> <blockquote> </blockquote> <blockquote·expandable>"
                            + " <span·class=\"tg-spoiler\"> </span> <pre><code·class=\"language-java\"> </code></pre> <x> < > & &lt;"
                            + " &amp; &#65; &quot; a b · \n 👋 ё word &nbsp; <tg-time·unix=\"5\"·format=\"wDT\">"
                            + " <tg-time·unix=\"0\"> <tg-time·unix=\"5\"·format=\"zz\"> </tg-time>"
                            + " <tg-emoji·emoji-id=\"5\"> <tg-emoji·emoji-id=\"abc\"> <tg-emoji> </tg-emoji>"
                            + " <a·href=\"https://localhost/\">")
                    .split(" ");
    private static final String[] MARKDOWN =
            ("* _ __ ~ || ` ``` ```java\n [ ](https://x.org/) ] ( ) \\* \\_ \\\\ \\. . ! - > \n> **> ||\n"
                            + " a b · \n 👋 ё word ![ ![ ](tg://emoji?id=5) ](tg://emoji?id=0) ](tg://time?unix=5&format=t)"
                            + " ](tg://time?unix=x) ](javascript:x)")
                    .split(" ");

    /** Checked by our readers, but of no interest to a preview. */
    private static final Set<String> LEAVE_NO_TRACE = Set.of("textEntityTypeCustomEmoji", "textEntityTypeDateTime");

    @TempDir
    private Path dataDir;

    @ParameterizedTest
    @EnumSource(
            value = TextFormat.class,
            names = {"HTML", "MARKDOWN"})
    void everyTextIsReadAsTelegramReadsIt(TextFormat format) {
        try (var tdlib = TestTdlib.with(LibraryUnderTest.find(), dataDir)) {
            var random = new Random(4711);
            var differences = new ArrayList<String>();
            int readable = 0;
            for (int i = 0; i < TEXTS; i++) {
                var text = text(random, format == TextFormat.HTML ? HTML : MARKDOWN);
                var ours = ours(text, format);
                var telegrams = telegrams(tdlib, text, format);
                readable += telegrams == null ? 0 : 1;
                if (!String.valueOf(ours).equals(String.valueOf(telegrams))) {
                    differences.add(
                            text.replace("\n", "\\n") + "\n    ours       " + ours + "\n    Telegram's " + telegrams);
                }
            }
            assertThat(readable).as("texts that can be read").isGreaterThan(TEXTS / 20);
            assertThat(differences).isEmpty();
        }
    }

    private static String text(Random random, String[] pieces) {
        return random.ints(1 + random.nextInt(8), 0, pieces.length)
                .mapToObj(i -> pieces[i].replace('·', ' '))
                .collect(Collectors.joining());
    }

    /** Null for what cannot be read. */
    private static String ours(String text, TextFormat format) {
        try {
            var parsed = FormattedText.parse(text, format);
            return parsed.text()
                    + parsed.entities().stream()
                            .map(it -> " " + it.kind().name().replace("_", "") + it.offset() + "+" + it.length()
                                    + (it.detail() == null ? "" : it.detail()))
                            .sorted()
                            .toList();
        } catch (TextFormat.Unparsable e) {
            return null;
        }
    }

    private static String telegrams(TdClients tdlib, String text, TextFormat format) {
        var parsed = tdlib.execute(TdRequest.of("parseTextEntities")
                .add("text", text)
                .add(
                        "parse_mode",
                        format == TextFormat.HTML
                                ? TdRequest.of("textParseModeHTML")
                                : TdRequest.of("textParseModeMarkdown").add("version", 2))
                .build());
        if (parsed.getString("@type").equals("error")) {
            return null;
        }
        List<String> entities = parsed.getJsonArray("entities").getValuesAs(JsonObject.class).stream()
                .filter(entity ->
                        !LEAVE_NO_TRACE.contains(entity.getJsonObject("type").getString("@type")))
                .map(FormatsTest::entity)
                .sorted()
                .toList();
        return parsed.getString("text") + entities;
    }

    private static String entity(JsonObject entity) {
        var type = entity.getJsonObject("type");
        var kind = type.getString("@type").substring("textEntityType".length()).toUpperCase(Locale.ROOT);
        var ours = kind.equals("TEXTURL") ? "LINK" : kind.equals("PRECODE") ? "PRE" : kind;
        return " " + ours + entity.getInt("offset") + "+" + entity.getInt("length")
                + type.getString("url", type.getString("language", ""));
    }
}
