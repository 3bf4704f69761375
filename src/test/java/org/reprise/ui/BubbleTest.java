package org.reprise.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.message.FormattedText;
import org.reprise.message.FormattedText.Entity;
import org.reprise.message.FormattedText.Kind;
import org.reprise.message.TextFormat;

class BubbleTest {
    private static final Pattern OUR_TAGS = Pattern.compile(
            "</?(?:b|i|u|s|span|a|code|pre|blockquote)>"
                    + "|<span class=\"spoiler\">"
                    + "|<a href=\"(?:https?://|tg://|mailto:)[^\"<>']+\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
    private static final String[] PIECES = {
        "<b>",
        "</b>",
        "<a href=\"",
        "\">",
        "</a>",
        "&lt;",
        "&quot;",
        "&#60;",
        "javascript:",
        "http://",
        "x.org",
        "'",
        " onerror=",
        "*",
        "_",
        "||",
        "[",
        "](",
        ")",
        "`",
        "\\<",
        "\\\"",
        "\n>",
        "<code>",
        "</code>",
        "x",
        " "
    };

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\1', textBlock = """
                    <b>a<i>b</i></b>c ¦ <b>a<i>b</i></b>c
                    <tg-spoiler>a</tg-spoiler> ¦ <span class="spoiler">a</span>
                    <b><a href="tg://user?id=5">a</a></b> ¦ <b><a href="tg://user?id=5" target="_blank" rel="noopener noreferrer nofollow">a</a></b>
                    <a>x.org</a> ¦ <a href="http://x.org" target="_blank" rel="noopener noreferrer nofollow">x.org</a>
                    <blockquote expandable>a</blockquote> ¦ <blockquote>a</blockquote>
                    """)
    void entitiesBecomeTags(String source, String html) {
        assertThat(bubble(source, TextFormat.HTML)).isEqualTo(html);
    }

    @Test
    void charactersOfTheTextNeverBecomeTags() {
        assertThat(bubble("<img src=x onerror=alert(1)>", TextFormat.PLAIN))
                .isEqualTo("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(bubble("&lt;img src=x onerror=alert(1)&gt;", TextFormat.HTML))
                .isEqualTo("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(bubble("*<script\\>*", TextFormat.MARKDOWN)).isEqualTo("<b>&lt;script&gt;</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.org",
                "javascript.x:alert(1)"
            })
    void addressesOfOtherSchemesLeadNowhere(String address) {
        var link = new Entity(Kind.LINK, 0, 1, address);
        assertThat(Bubble.html(new FormattedText("x", List.of(link), List.of())))
                .isEqualTo("<span>x</span>");
        assertThat(bubble("<a href=\"" + address + "\">x</a>", TextFormat.HTML)).isEqualTo("x");
    }

    @Test
    void quotesCannotLeaveAnAddress() {
        assertThat(bubble("<a href='http://x.org/\" onclick=\"alert(1)'>x</a>", TextFormat.HTML))
                .isEqualTo("<span>x</span>");
        assertThat(bubble("[x](http://x.org/\"onclick=\"alert)", TextFormat.MARKDOWN))
                .startsWith("<a href=\"http://x.org/&quot;onclick=&quot;alert\" target");
    }

    @Test
    void whateverIsWrittenOnlyOurTagsComeOut() {
        var random = new Random(7);
        for (int i = 0; i < 30_000; i++) {
            var source = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                source.append(PIECES[random.nextInt(PIECES.length)]);
            }
            for (var format : TextFormat.values()) {
                assertThat(OUR_TAGS.matcher(bubbleOrNothing(source.toString(), format))
                                .replaceAll(""))
                        .as("%s in %s", source, format)
                        .doesNotContain("<", ">", "\"", "'");
            }
        }
    }

    private static String bubbleOrNothing(String source, TextFormat format) {
        try {
            return bubble(source, format);
        } catch (TextFormat.Unparsable unparsable) {
            return "";
        }
    }

    private static String bubble(String source, TextFormat format) {
        return Bubble.html(FormattedText.parse(source, format));
    }
}
