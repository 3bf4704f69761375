package org.reprise.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.reprise.message.Extras.Button;
import org.reprise.message.Filling.Cause;
import org.reprise.message.Filling.Filled;
import org.reprise.message.Filling.LeftOut;
import org.reprise.message.template.Tag;
import org.reprise.message.template.Template.Stop;
import org.reprise.message.template.TemplateFault;

/**
 * The placeholders of a message, in its text, in the addresses of its links, and in labels and addresses of its
 * buttons. Immutable.
 */
public final class Placeholders {
    private final PersonalText text;
    private final List<List<PersonalButton>> buttons;
    private final Extras extras;

    private record PersonalButton(ValuesOnly label, ValuesOnly url) {}

    private Placeholders(PersonalText text, List<List<PersonalButton>> buttons, Extras extras) {
        this.text = text;
        this.buttons = buttons;
        this.extras = extras;
    }

    /** Whether any of it begins like a placeholder. */
    static boolean mayBeIn(String text, Extras extras) {
        return Tag.mayBeIn(text)
                || extras.buttons().stream()
                        .flatMap(List::stream)
                        .anyMatch(button -> Tag.mayBeIn(button.label()) || Tag.mayBeIn(button.url()));
    }

    /** @throws MessageRefused a placeholder is broken */
    static Placeholders parse(String text, TextFormat format, Extras extras) {
        var parsed = refused("message", () -> PersonalText.parse(text, format));
        var buttons = refused(
                "buttons",
                () -> extras.buttons().stream()
                        .map(row -> row.stream()
                                .map(button -> new PersonalButton(
                                        ValuesOnly.of(button.label()), ValuesOnly.ofAddress(button.url())))
                                .toList())
                        .toList());
        return new Placeholders(parsed, buttons, extras);
    }

    private static <T> T refused(String member, Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (TemplateFault fault) {
            throw new MessageRefused(member, fault.said());
        }
    }

    /**
     * A text as somebody writes it, with each placeholder as it stands there.
     *
     * @throws TemplateFault a placeholder is broken
     * @throws TextFormat.Unparsable as of {@link FormattedText#parse}
     */
    public static FormattedText outline(String text, TextFormat format) {
        return Tag.mayBeIn(text) ? PersonalText.parse(text, format).outline() : FormattedText.parse(text, format);
    }

    /**
     * What everybody's text has at the least, in UTF-16 units; of one without placeholders, what it has.
     *
     * @throws TemplateFault a placeholder is broken
     * @throws TextFormat.Unparsable as of {@link FormattedText#parse}
     */
    public static int minLength(String text, TextFormat format) {
        return Tag.mayBeIn(text)
                ? PersonalText.parse(text, format).minLength()
                : FormattedText.parse(text, format).length();
    }

    /** Whether a text that somebody writes is filled for each person. */
    public static boolean areIn(String text) {
        return Tag.mayBeIn(text);
    }

    /** The same of this message. */
    FormattedText outline() {
        return text.outline();
    }

    /** What everybody's text has at the least. */
    int minLength() {
        return text.minLength();
    }

    /** With a letter in place of each placeholder, for whoever checks what stands around them. */
    Extras sample() {
        var rows = buttons.stream()
                .map(row -> row.stream()
                        .map(button -> new Button(button.label.sample(), button.url.sample()))
                        .toList())
                .toList();
        return new Extras(extras.attachment(), rows, extras.silent(), extras.protectContent());
    }

    /** What has to be known of a person: fields, each once. */
    public Set<String> fields() {
        var fields = new LinkedHashSet<String>();
        text.addFields(fields);
        buttons.forEach(row -> row.forEach(button -> {
            button.label.addFields(fields);
            button.url.addFields(fields);
        }));
        return fields;
    }

    /** Of all that is known of a person, what has to be. */
    public Map<String, String> needed(Map<String, String> values) {
        var needed = new TreeMap<>(values);
        needed.keySet().retainAll(fields());
        return needed;
    }

    /** @throws MessageRefused it asks for a field that is none of {@code known} */
    public void requireFields(Set<String> known) {
        refused("message", () -> {
            text.requireFields(known);
            return null;
        });
        refused("buttons", () -> {
            buttons.forEach(row -> row.forEach(button -> {
                button.label.requireFields(known);
                button.url.requireFields(known);
            }));
            return null;
        });
    }

    /**
     * What a person gets.
     *
     * @param values by field; one that is not there, or blank, is missing
     */
    public Filling fill(Map<String, String> values) {
        var stops = new ArrayList<Stop>();
        var filled = text.fill(values, stops::add);
        var all = filledButtons(values, stops);
        var stop = stops.stream()
                .filter(Stop.Skipped.class::isInstance)
                .findFirst()
                .or(() -> stops.stream().findFirst());
        return stop.isPresent() ? leftOut(stop.get()) : judged(filled, all);
    }

    private static LeftOut leftOut(Stop stop) {
        return stop instanceof Stop.Skipped skipped
                ? new LeftOut(Cause.SKIPPED, skipped.reason())
                : new LeftOut(Cause.MISSING_VALUE, ((Stop.Missing) stop).field());
    }

    private Filling judged(FormattedText filled, Extras all) {
        int max = extras.attachment() == null ? Message.MAX_TEXT_LENGTH : Message.MAX_CAPTION_LENGTH;
        if (VisibleText.isBlank(filled.text())) {
            return new LeftOut(Cause.BLANK, "");
        } else if (filled.length() > max) {
            return new LeftOut(Cause.TOO_LONG, String.valueOf(filled.length()));
        }
        var longest = all.buttons().stream()
                .flatMap(List::stream)
                .mapToInt(button -> button.label().length())
                .max();
        return longest.orElse(0) > ExtrasCheck.MAX_LABEL_LENGTH
                ? new LeftOut(Cause.TOO_LONG, String.valueOf(longest.getAsInt()))
                : new Filled(filled, all);
    }

    private Extras filledButtons(Map<String, String> values, List<Stop> stops) {
        var rows = buttons.stream()
                .map(row -> row.stream()
                        .map(button -> new Button(
                                button.label.fill(values, ValuesOnly::onOneLine, stops::add),
                                button.url.fill(values, ValuesOnly::encoded, stops::add)))
                        .toList())
                .toList();
        return new Extras(extras.attachment(), rows, extras.silent(), extras.protectContent());
    }
}
