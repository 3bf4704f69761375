package org.reprise.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.reprise.message.template.Tag;
import org.reprise.message.template.Template;
import org.reprise.message.template.Template.Stop;
import org.reprise.message.template.TemplateFault;
import org.reprise.message.template.TreeBuilder;

/** A short text, an address or the label of a button, in which values can stand and conditions cannot. */
final class ValuesOnly {
    private static final String UNRESERVED = "-._~";

    private final Masked masked;
    private final String text;
    private final List<Tag> tags = new ArrayList<>();
    private final Template template;

    /** @param text masked */
    ValuesOnly(Masked masked, String text) {
        this.masked = masked;
        this.text = text;
        var builder = new TreeBuilder();
        int at = 0;
        for (int mask = text.indexOf(Masked.MASK); mask >= 0; mask = text.indexOf(Masked.MASK, at)) {
            var tag = masked.tagAt(text, mask);
            if (!tag.isValue()) {
                throw tag.fault(TemplateFault.Kind.VALUES_ONLY, "");
            }
            tags.add(tag);
            builder.literal(at, mask);
            builder.tag(tag, mask);
            at = mask + Masked.LENGTH;
        }
        builder.literal(at, text.length());
        this.template = builder.done();
    }

    static ValuesOnly of(String source) {
        var masked = Masked.of(source);
        return new ValuesOnly(masked, masked.text());
    }

    /** Of an address: nobody's value says where the people are led. */
    static ValuesOnly ofAddress(String source) {
        var masked = Masked.of(source);
        var values = new ValuesOnly(masked, masked.text());
        if (!values.tags.isEmpty()) {
            requireBehindHost(masked.text(), values.tags.get(0));
        }
        return values;
    }

    /** @param address masked */
    static void requireBehindHost(String address, Tag first) {
        var read = new Address(address);
        if (Masked.isIn(read.scheme())
                || Masked.isIn(read.user())
                || Masked.isIn(read.host())
                || Masked.isIn(read.port())) {
            throw first.fault(TemplateFault.Kind.NOT_HERE, "");
        }
    }

    /** With a letter in place of each. */
    String sample() {
        return masked.with(text, tag -> "x");
    }

    List<Tag> tags() {
        return tags;
    }

    void requireFields(Set<String> known) {
        template.requireFields(known);
    }

    void addFields(Set<String> fields) {
        fields.addAll(template.fields());
    }

    String fill(Map<String, String> values, UnaryOperator<String> written, Consumer<Stop> stopped) {
        var filled = new StringBuilder();
        template.render(values, new Template.Sink() {
                    @Override
                    public void literal(int from, int to) {
                        filled.append(text, from, to);
                    }

                    @Override
                    public void value(String value, int at) {
                        filled.append(written.apply(value));
                    }
                })
                .ifPresent(stopped);
        return filled.toString();
    }

    /** As a part of an address has it, whatever it is. */
    static String encoded(String value) {
        var encoded = new StringBuilder();
        for (byte each : value.getBytes(UTF_8)) {
            char c = (char) (each & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    /** As the label of a button has it: on one line. */
    static String onOneLine(String value) {
        return value.chars().anyMatch(Character::isISOControl) ? value.replaceAll("\\p{Cc}+", " ") : value;
    }
}
