package org.reprise.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.reprise.message.TextFormat.HTML;
import static org.reprise.message.TextFormat.MARKDOWN;
import static org.reprise.message.TextFormat.PLAIN;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reprise.message.TextFormat.Unparsable;

class FormattedTextTest {
    private static final String[] PIECES = ("< > </ <b> </b> <a·href=\" \" ' = </a> <pre> </pre> <code·class=x> </span>"
                    + " <span·class=\"tg-spoiler\"> <blockquote·expandable> & &lt; &# &#65; &#xD800; ; * _ __ ~ | || [ ]( )"
                    + " ` ``` \\ ! ![ \n \n> \r · x ab 👋 \0 \ud83d")
            .split(" ");

    @Test
    void plainTextMeansWhatItSays() {
        assertThat(FormattedText.parse("<b> & *x*", PLAIN).text()).isEqualTo("<b> & *x*");
        assertThat(read("<b> & *x*", PLAIN)).isEqualTo("<b> & *x*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\1', textBlock = """
                    <b>a</b><strong>b</strong>¦                        ab BOLD(0,1) BOLD(1,1)
                    <i>a</i><em>b</em><u>c</u><ins>d</ins>¦            abcd ITALIC(0,1) ITALIC(1,1) UNDERLINE(2,1) UNDERLINE(3,1)
                    <s>a</s><strike>b</strike><del>c</del>¦            abc STRIKETHROUGH(0,1) STRIKETHROUGH(1,1) STRIKETHROUGH(2,1)
                    <tg-spoiler>a</tg-spoiler>¦                        a SPOILER(0,1)
                    <span class="tg-spoiler">a</span>¦                 a SPOILER(0,1)
                    <B>a <I>b</I></B >¦                                a b BOLD(0,3) ITALIC(2,1)
                    👋<b>a</b>¦                                        👋a BOLD(2,1)
                    <a href="https://x.org/?a=1&amp;b=2">a</a>¦   a LINK(0,1,https://x.org/?a=1&b=2)
                    <a>x.org</a>¦                                      x.org LINK(0,5,x.org)
                    <pre>a</pre>¦                                      a PRE(0,1)
                    <pre><code class="language-java">a</code></pre>¦   a PRE(0,1,java)
                    <code class="language-java">a</code>¦              a CODE(0,1)
                    <code>a<b>b</b></code>¦                            ab CODE(0,2)
                    <blockquote>a</blockquote>¦                        a BLOCKQUOTE(0,1)
                    <blockquote expandable>a</blockquote>¦             a EXPANDABLE_BLOCKQUOTE(0,1)
                    <tg-emoji emoji-id="5">👍</tg-emoji>¦              👍
                    <tg-time unix="1647531900" format="wDT">22:45 tomorrow</tg-time>¦ 22:45 tomorrow
                    <tg-time unix="1647531900"><b>x</b></tg-time>¦     x BOLD(0,1)
                    <tg-time unix="abc">x</tg-time>¦                   x
                    x<tg-emoji emoji-id="abc"></tg-emoji>¦             x
                    a&nbsp;b&copy;¦                                    a&nbsp;b&copy;
                    <a href="https://localhost/">a</a>¦                a
                    <a>localhost</a>¦                                  localhost
                    <b></b>a > b && c &nbsp &#0 &#xD800¦               a > b && c &nbsp &#0 &#xD800
                    """)
    void htmlIsReadAsTelegramReadsIt(String source, String expected) {
        assertThat(read(source, HTML)).isEqualTo(expected);
    }

    @Test
    void entitiesOfHtmlAreCharacters() {
        assertThat(FormattedText.parse("&lt;&gt;&amp;&quot;&#65;&#x1F44B;&amplify;", HTML)
                        .text())
                .isEqualTo("<>&\"A👋&amplify;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    a <b>b¦                      Can't find end tag corresponding to start tag b, at character 3
                    <b><i>x</b></i>¦             Unexpected end tag /b, at character 8
                    x</b>¦                       Unexpected end tag /b, at character 2
                    <img src=x onerror=alert(1)>¦Unsupported start tag img, at character 1
                    <script>¦                    Unsupported start tag script, at character 1
                    1 < 2¦                       Unsupported start tag <, at character 3
                    <span class="big">x</span>¦  Unsupported start tag span, at character 1
                    <a href="x>y</a>¦            Start tag a is not closed by a >, at character 1
                    <b¦                          Start tag b is not closed by a >, at character 1
                    <tg-emoji emoji-id="abc">👍</tg-emoji>¦ "abc" is no id of an emoji of its own, which is a whole number as in <tg-emoji emoji-id="5">, at character 1
                    a<tg-emoji>👍</tg-emoji>¦    "" is no id of an emoji of its own, which is a whole number as in <tg-emoji emoji-id="5">, at character 2
                    <tg-time unix="5" format="zz">x</tg-time>¦ "zz" is no format of a time, which is r, or any of w W d D t T, at character 1
                    """)
    void whatIsWrongWithHtmlIsSaidWithItsPlace(String source, String message) {
        assertThatThrownBy(() -> FormattedText.parse(source, HTML))
                .isInstanceOf(Unparsable.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '\1', textBlock = """
                    *a*_b_¦                        ab BOLD(0,1) ITALIC(1,1)
                    __a__~b~¦                      ab UNDERLINE(0,1) STRIKETHROUGH(1,1)
                    ||a||¦                         a SPOILER(0,1)
                    *a _b_*¦                       a b BOLD(0,3) ITALIC(2,1)
                    👋*a*¦                         👋a BOLD(2,1)
                    [a](https://x.org/\\)?q=.)¦    a LINK(0,1,https://x.org/)?q=.)
                    [*a*](http://x)¦               a BOLD(0,1)
                    [*a*](t.me/x)¦                 a LINK(0,1,t.me/x) BOLD(0,1)
                    [a](https://my_shop.org)¦      a LINK(0,1,https://my_shop.org)
                    [a](javascript:alert)¦         a
                    ![👍](tg:emoji?id=-5&x=1#y)¦   👍
                    ![x](tg://time?unix=1647531900&format=wDT)¦ x
                    ![x](tg://time?unix=1)¦        x
                    `![a](tg://emoji?id=abc)`¦     ![a](tg://emoji?id=abc) CODE(0,23)
                    **bold**¦                      bold
                    __a__~~s~~¦                    as UNDERLINE(0,1)
                    ***a***¦                       a BOLD(0,1)
                    `a*b.c`¦                       a*b.c CODE(0,5)
                    ```a```¦                       a PRE(0,1)
                    ![👍](tg://emoji?id=5)¦        👍
                    >a¦                            a BLOCKQUOTE(0,1)
                    >a||¦                          a EXPANDABLE_BLOCKQUOTE(0,1)
                    1\\. \\*a\\* \\\\¦             1. *a* \\
                    """)
    void markdownIsReadAsTelegramReadsIt(String source, String expected) {
        assertThat(read(source, MARKDOWN)).isEqualTo(expected);
    }

    @Test
    void quotesAndBlocksSpanLines() {
        assertThat(read(">a\n>b\nc", MARKDOWN)).isEqualTo("a\nb\nc BLOCKQUOTE(0,4)");
        assertThat(read(">a\n**>b||", MARKDOWN)).isEqualTo("a\nb BLOCKQUOTE(0,2) EXPANDABLE_BLOCKQUOTE(2,1)");
        assertThat(read("```java\nx\ny```", MARKDOWN)).isEqualTo("x\ny PRE(0,3,java)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    Hello!¦      Character ! is reserved and must have a backslash before it, at character 6
                    a|b¦         Character | is reserved and must have a backslash before it, at character 2
                    a > b¦       Character > is reserved and must have a backslash before it, at character 3
                    ```a`b```¦   Can't find end of the entity that begins with ```, at character 1
                    ![a](b)¦     ![ is for an emoji of its own or a time only, as in ![…](tg://emoji?id=5) or ![…](tg://time?unix=5), at character 1
                    a ![👍](tg://emoji?id=abc)¦ ![ is for an emoji of its own or a time only, as in ![…](tg://emoji?id=5) or ![…](tg://time?unix=5), at character 3
                    a *b¦        Can't find end of the entity that begins with *, at character 3
                    *a _b*¦      Can't find end of the entity that begins with *, at character 6
                    [a](b¦       Can't find end of the entity that begins with (, at character 4
                    """)
    void whatIsWrongWithMarkdownIsSaidWithItsPlace(String source, String message) {
        assertThatThrownBy(() -> FormattedText.parse(source, MARKDOWN))
                .isInstanceOf(Unparsable.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "0",
                "00",
                "05",
                "5x",
                " 5",
                "+5",
                "1.5",
                "12345678901234567890",
                "9223372036854775808"
            })
    void anIdThatIsNoneIsRefusedInBothFormats(String id) {
        assertThatThrownBy(() -> FormattedText.parse("<tg-emoji emoji-id=\"" + id + "\">👍</tg-emoji>", HTML))
                .isInstanceOf(Unparsable.class)
                .hasMessageContaining("at character 1");
        assertThatThrownBy(() -> FormattedText.parse("![👍](tg://emoji?id=" + id + ")", MARKDOWN))
                .isInstanceOf(Unparsable.class)
                .hasMessageContaining("at character 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    HTML¦      a&nbsp;b &nbsp; &copy;¦       UNKNOWN_CHARACTER &nbsp; 2, UNKNOWN_CHARACTER &copy; 17
                    HTML¦      a **b** c¦                    OTHER_FORMAT ** 3
                    HTML¦      <a href="localhost">x</a>¦    LINK_DROPPED localhost 1
                    HTML¦      <tg-time unix="0">x</tg-time>¦TIME_DROPPED 0 1
                    HTML¦      a &lt; b & c; d && e¦         ''
                    MARKDOWN¦  a **bold**¦                   NOTHING_MARKED ** 3
                    MARKDOWN¦  ~~x~~ and __y__¦              NOTHING_MARKED ~~ 1
                    MARKDOWN¦  ||||x¦                        NOTHING_MARKED |||| 1
                    MARKDOWN¦  [x](localhost)¦               LINK_DROPPED localhost 1
                    MARKDOWN¦  *b* _i_ [x](t.me/x)¦          ''
                    PLAIN¦     a <b>x</b>¦                   OTHER_FORMAT <b> 3
                    PLAIN¦     <a href="x.org">x</A>¦        OTHER_FORMAT <a href="x.org"> 1
                    PLAIN¦     **x**¦                        OTHER_FORMAT ** 1
                    PLAIN¦     1 < 2 <b> ** 3 **, a*b*c¦     ''
                    """)
    void whatLooksLikeASlipIsHintedAt(TextFormat format, String source, String hints) {
        assertThat(FormattedText.parse(source, format).hints().stream()
                        .map(hint -> hint.kind() + " " + hint.mark() + " " + hint.position())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(hints);
    }

    @Test
    void theMarkThatKeepsTwoQuotesApartIsNoSlip() {
        assertThat(FormattedText.parse(">a\n**>b", MARKDOWN).hints()).isEmpty();
    }

    @Test
    void hintsAreFewAndShort() {
        var many = IntStream.range(0, 1_000).mapToObj(i -> "&x" + i + ";").collect(Collectors.joining());
        assertThat(FormattedText.parse(many, HTML).hints()).hasSize(10);
        var address = "x".repeat(2_000);
        assertThat(FormattedText.parse("[a](" + address + ")", MARKDOWN).hints())
                .allMatch(hint -> hint.mark().length() < 70)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TextFormat.class)
    @Timeout(60)
    void garbageIsReadOrRefusedAndNothingElse(TextFormat format) {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            var source = garbage(random);
            var thrown = catchThrowable(() -> requireNested(FormattedText.parse(source, format)));
            assertThat(thrown).as(source).matches(it -> it == null || it instanceof Unparsable);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "<b>, </b>",
        "<a>, </a>",
        "<a x=1 , ''",
        "&#, ''",
        "*_, ''",
        "[, ]",
        "*_, _*",
        ">*|, ''",
        "```, ''",
        "**, ''",
        "&x;, ''",
        "<tg-emoji emoji-id=5>, </tg-emoji>",
        "![, ](tg:emoji?id=5)"
    })
    void depthAndLengthCostNoMoreThanTime(String begin, String end) {
        var source = begin.repeat(8_000) + "x" + end.repeat(8_000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (var format : TextFormat.values()) {
                assertThat(catchThrowable(() -> FormattedText.parse(source, format)))
                        .matches(it -> it == null || it instanceof Unparsable);
            }
        });
    }

    private static String garbage(Random random) {
        var source = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            source.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return source.toString().replace('·', ' ');
    }

    private static void requireNested(FormattedText text) {
        for (var outer : text.entities()) {
            assertThat(outer.length()).isPositive();
            assertThat(outer.end()).isLessThanOrEqualTo(text.length());
            for (var inner : text.entities()) {
                boolean crossed =
                        inner.offset() > outer.offset() && inner.offset() < outer.end() && inner.end() > outer.end();
                assertThat(crossed).as("%s crosses %s", inner, outer).isFalse();
            }
        }
    }

    /** Text, then each entity as KIND(offset,length,detail). */
    private static String read(String source, TextFormat format) {
        var text = FormattedText.parse(source, format);
        return text.entities().stream()
                .map(it -> " " + it.kind() + "(" + it.offset() + "," + it.length()
                        + (it.detail() == null ? "" : "," + it.detail()) + ")")
                .collect(Collectors.joining("", text.text(), ""));
    }
}
