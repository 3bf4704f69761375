package org.reprise.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorHtmlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Hello <strong>you</strong></p> | Hello <b>you</b>",
                "<p>a</p><p>b</p> | a~b",
                "<p>a</p><p><br></p><p>b</p> | a~~b",
                "<p>a</p><p></p><p>b</p> | a~~b",
                "<p>a<br>b<br/>c</p> | a~b~c",
                "<P class=\"x\">A <EM>b</EM> <u>c</u> <s>d</s></P> | A <i>b</i> <u>c</u> <s>d</s>",
                "<p>a</p><ul><li>x</li><li><p>y</p></li></ul><p>b</p> | a~• x~• y~b",
                "<ol><li>x</li><li>y <b>z</b></li></ol> | • x~• y <b>z</b>",
                "<p><a href=\"https://example.org/?a=1&amp;b=2\" target=\"_blank\">here</a></p> | <a href=\"https://example.org/?a=1&amp;b=2\">here</a>",
                "<p><a href=\"javascript:alert(1)\">here</a> <a>there</a></p> | here there",
                "<p><code>a <b>b</b></code></p> | <code>a b</code>",
                "<p>1 &lt; 2 &amp;&nbsp;3</p> | 1 &lt; 2 &amp; 3",
                "<p><span style=\"color:red\">red</span><img src=\"x\"> text</p> | red text",
                "<p>a<script>alert(1)</script><style>p{}</style>b</p> | ab",
                "<h1>Title</h1><p>a</p><blockquote>b</blockquote><p>c</p> | Title~a~b~c",
                "<p><strong>a<em>b</em></strong></p> | <b>a<i>b</i></b>",
                "<p>a <p>b</p></p> | a~b",
                "<p><br></p> | ''",
            })
    void becomesTelegramsHtml(String html, String telegram) {
        assertThat(EditorHtml.isEditors(html)).isTrue();
        var turned = EditorHtml.toTelegram(html);
        assertThat(turned.replace("\n", "~").replace(" ~", "~")).isEqualTo(telegram);
        if (!turned.isEmpty()) {
            assertThat(FormattedText.parse(turned, TextFormat.HTML).text()).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "a <p>b</p>",
                "<p>b</p> c",
                "<b>Hello</b>",
                "<p>",
                "</p>",
                "<pre>a</pre>",
                "<progress></progress>",
                "2 < 3 </p>"
            })
    void otherTextsAreNoEditors(String text) {
        assertThat(EditorHtml.isEditors(text)).isFalse();
    }

    @Test
    void evenNonsenseIsReadInNoTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (var each : new String[] {"<p>", "<p ", "<b>", "<ul><li>", "<p>&", "</p>"}) {
                var text = "<p>" + each.repeat(8_000) + "</p>";
                EditorHtml.isEditors(text);
                EditorHtml.toTelegram(text);
            }
        });
    }
}
