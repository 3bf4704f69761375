package org.reprise.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.reprise.message.FormattedText.Entity;
import org.reprise.message.FormattedText.Kind;
import org.reprise.message.template.Place;
import org.reprise.message.template.Tag;
import org.reprise.message.template.Template;
import org.reprise.message.template.Template.Stop;
import org.reprise.message.template.TemplateFault;
import org.reprise.message.template.TreeBuilder;

/**
 * A text with placeholders. Its marks are read first, with the placeholders out of the way; the values come into the
 * plain text then, and move the entities. So a value is never a mark, and nothing in it has to be escaped.
 */
final class PersonalText {
    private static final Pattern CUSTOM_IN_HTML = Pattern.compile("(?i)<tg-(?:emoji|time)\\b");
    private static final Pattern CUSTOM_IN_MARKDOWN = Pattern.compile("(?<!\\\\)!\\[");

    private final Masked masked;

    /** Of the masked text. */
    private final FormattedText formatted;

    private final Template template;

    /** By the masked address, of links that hold a placeholder. */
    private final Map<String, ValuesOnly> addresses = new HashMap<>();

    private PersonalText(Masked masked, FormattedText formatted) {
        this.masked = masked;
        this.formatted = formatted;
        var found = new LinkedHashSet<Tag>();
        this.template = template(found);
        for (var entity : formatted.entities()) {
            if (Masked.isIn(entity.detail())) {
                addresses.computeIfAbsent(entity.detail(), address -> address(entity.kind(), address, found));
            }
        }
        masked.tags().stream().filter(tag -> !found.contains(tag)).findFirst().ifPresent(lost -> {
            throw lost.fault(TemplateFault.Kind.NOT_HERE, "");
        });
    }

    /**
     * @throws TemplateFault a placeholder is broken, or stands where none can
     * @throws TextFormat.Unparsable as of {@link FormattedText#parse}, placed in the source
     */
    static PersonalText parse(String source, TextFormat format) {
        var masked = Masked.of(source, format == TextFormat.HTML ? HtmlText::decoded : UnaryOperator.identity());
        refuseCustomMarks(masked, format);
        try {
            return new PersonalText(masked, FormattedText.parse(masked.text(), format));
        } catch (TextFormat.Unparsable e) {
            throw e.movedTo(masked.unmasked(e.mark()), masked.sourceIndex(e.position() - 1));
        }
    }

    /** They go out with their marks alone, which Telegram reads; as entities Reprise does not know them. */
    private static void refuseCustomMarks(Masked masked, TextFormat format) {
        if (format != TextFormat.PLAIN) {
            var found = (format == TextFormat.HTML ? CUSTOM_IN_HTML : CUSTOM_IN_MARKDOWN).matcher(masked.text());
            if (found.find()) {
                var place = Place.of(masked.source(), masked.sourceIndex(found.start()));
                throw new TemplateFault(TemplateFault.Kind.CUSTOM_MARK, place, found.group(), "");
            }
        }
    }

    private Template template(Set<Tag> found) {
        var builder = new TreeBuilder();
        var text = formatted.text();
        int at = 0;
        for (int mask = text.indexOf(Masked.MASK); mask >= 0; mask = text.indexOf(Masked.MASK, at)) {
            var tag = masked.tagAt(text, mask);
            found.add(tag);
            builder.literal(at, mask);
            builder.tag(tag, mask);
            at = mask + Masked.LENGTH;
        }
        builder.literal(at, text.length());
        return builder.done();
    }

    private ValuesOnly address(Kind kind, String address, Set<Tag> found) {
        var first = masked.tagAt(address, address.indexOf(Masked.MASK));
        if (kind != Kind.LINK) {
            throw first.fault(TemplateFault.Kind.NOT_HERE, "");
        }
        ValuesOnly.requireBehindHost(address, first);
        var values = new ValuesOnly(masked, address);
        values.tags().forEach(found::add);
        return values;
    }

    /** With each placeholder as it was written. */
    FormattedText outline() {
        var text = formatted.text();
        var out = new Output(text);
        int at = 0;
        for (int mask = text.indexOf(Masked.MASK); mask >= 0; mask = text.indexOf(Masked.MASK, at)) {
            out.literal(at, mask);
            out.value(masked.tagAt(text, mask).written(), mask);
            at = mask + Masked.LENGTH;
        }
        out.literal(at, text.length());
        return out.formatted(formatted, masked::unmasked, hints());
    }

    private List<TextHint> hints() {
        return formatted.hints().stream()
                .map(hint -> new TextHint(
                        hint.kind(), masked.unmasked(hint.mark()), masked.sourceIndex(hint.position() - 1) + 1))
                .toList();
    }

    int minLength() {
        return template.minLength();
    }

    void requireFields(Set<String> known) {
        template.requireFields(known);
        addresses.values().forEach(address -> address.requireFields(known));
    }

    void addFields(Set<String> fields) {
        fields.addAll(template.fields());
        addresses.values().forEach(address -> address.addFields(fields));
    }

    /**
     * @param stopped takes why the person gets nothing
     * @return of no use when the person gets nothing
     */
    FormattedText fill(Map<String, String> values, Consumer<Stop> stopped) {
        var out = new Output(formatted.text());
        template.render(values, out).ifPresent(stopped);
        return out.formatted(
                formatted, address -> filled(address, values, stopped).orElse(address), List.of());
    }

    private Optional<String> filled(String address, Map<String, String> values, Consumer<Stop> stopped) {
        return Optional.ofNullable(addresses.get(address))
                .map(template -> template.fill(values, ValuesOnly::encoded, stopped));
    }

    /** A text in the making, that knows where each piece of the masked one has come to. */
    private static final class Output implements Template.Sink {
        private final String from;
        private final StringBuilder text = new StringBuilder();
        private final List<Piece> pieces = new ArrayList<>();

        /** What stood between {@code begin} and {@code end} stands from {@code at} on. */
        private record Piece(int begin, int end, int at, int length) {}

        Output(String from) {
            this.from = from;
        }

        @Override
        public void literal(int begin, int end) {
            pieces.add(new Piece(begin, end, text.length(), end - begin));
            text.append(from, begin, end);
        }

        @Override
        public void value(String value, int at) {
            pieces.add(new Piece(at, at + Masked.LENGTH, text.length(), value.length()));
            text.append(value);
        }

        FormattedText formatted(FormattedText masked, UnaryOperator<String> detail, List<TextHint> hints) {
            var entities = new ArrayList<Entity>();
            for (var entity : masked.entities()) {
                int begin = moved(entity.offset());
                int length = moved(entity.end()) - begin;
                if (length > 0) {
                    entities.add(new Entity(
                            entity.kind(),
                            begin,
                            length,
                            entity.detail() == null ? null : detail.apply(entity.detail())));
                }
            }
            return new FormattedText(text.toString(), entities, hints);
        }

        /** What was left out has come to where it would stand. */
        private int moved(int place) {
            int low = 0;
            int high = pieces.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pieces.get(middle).begin() <= place) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == 0) {
                return 0;
            }
            var piece = pieces.get(low - 1);
            return place >= piece.end() ? piece.at() + piece.length() : piece.at() + place - piece.begin();
        }
    }
}
