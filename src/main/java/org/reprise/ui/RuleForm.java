package org.reprise.ui;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reprise.audience.RuleSaid;
import org.reprise.audience.rule.Rule;
import org.reprise.audience.rule.RuleLine;
import org.reprise.audience.rule.RuleRefused;
import org.reprise.audience.rule.Selection;

/**
 * A selection as it is entered: one line of text is the truth, which is written by hand or by the conditions that are
 * chosen below it. Chips are its parts, to be taken away again.
 */
public class RuleForm implements Serializable {
    private static final long serialVersionUID = 1;

    /** Of its field, below the form. */
    static final String LINE = ":ruleLine";

    private String line = "";

    /** The line of what was shown, and what it was: a copy of a segment stays as long as nobody changes the line. */
    private String shownLine = "";

    private String shownStored;

    private final ConditionForm next = new ConditionForm();

    static RuleForm of(Selection selection) {
        var form = new RuleForm();
        form.line = RuleLine.of(selection);
        form.shownLine = form.line;
        form.shownStored = selection.stored();
        return form;
    }

    /** @throws RuleRefused what is not understood */
    Selection selection(ZoneId zone) {
        return line.equals(shownLine) ? Selection.restored(shownStored) : RuleLine.read(line, zone);
    }

    private Optional<Selection> find(Words words) {
        try {
            return Optional.of(selection(words.getZone()));
        } catch (RuleRefused wrong) {
            return Optional.empty();
        }
    }

    /** What is not understood, in words. */
    Optional<String> wrong(Words words) {
        try {
            selection(words.getZone());
            return Optional.empty();
        } catch (RuleRefused wrong) {
            return Optional.of(words.say(wrong.said()));
        }
    }

    /** A part of the selection. @param side where it is taken away from @param index there */
    public record Chip(String text, Side side, int index) implements Serializable {}

    public enum Side {
        INCLUDE,
        EXCLUDE
    }

    /** What is asked for; nothing while the line is not understood. */
    List<Chip> chips(Side side, Words words) {
        var said = new RuleSaid(words::time);
        var parts = find(words).map(found -> parts(found, side)).orElse(List.of());
        var chips = new ArrayList<Chip>();
        for (var part : parts) {
            chips.add(new Chip(words.say(said.of(part)), side, chips.size()));
        }
        return chips;
    }

    private static List<Rule> parts(Selection selection, Side side) {
        var rule = side == Side.INCLUDE ? selection.include() : selection.exclude();
        if (rule == null) {
            return List.of();
        }
        boolean isJoined = side == Side.INCLUDE ? rule instanceof Rule.All : rule instanceof Rule.Any;
        return isJoined ? rule.parts() : List.of(rule);
    }

    void remove(Chip chip, Words words) {
        var side = chip.side();
        find(words).ifPresent(found -> {
            var parts = new ArrayList<>(parts(found, side));
            if (chip.index() < parts.size()) {
                parts.remove(chip.index());
                line = RuleLine.of(with(found, side, parts));
            }
        });
    }

    /** Adds the condition that was chosen; nothing while the line is not understood. */
    private Optional<String> add(Words words) {
        var wrong = wrong(words).or(() -> next.wrong(words));
        if (wrong.isPresent()) {
            return wrong;
        }
        try {
            var added = RuleLine.read(next.line(), words.getZone()).include();
            var found = selection(words.getZone());
            var parts = new ArrayList<>(parts(found, next.getSide()));
            parts.add(added);
            line = RuleLine.of(with(found, next.getSide(), parts));
            next.clear();
            return Optional.empty();
        } catch (RuleRefused refused) {
            return Optional.of(words.say(refused.said()));
        }
    }

    /**
     * Says beside the line what is wrong with it. Whoever entered a condition and did not press Add means it all the
     * same.
     *
     * @param where client id of the form
     */
    boolean refuses(String where, Words words) {
        var wrong = (next.isBegun() ? add(words) : Optional.<String>empty()).or(() -> wrong(words));
        wrong.ifPresent(what -> Refusal.tell(where + LINE, what));
        return wrong.isPresent();
    }

    /** The condition that was chosen comes to the rule, or it is said beside the line why not. */
    void addChosen(String where, Words words) {
        add(words).ifPresent(what -> Refusal.tell(where + LINE, what));
    }

    private static Selection with(Selection selection, Side side, List<Rule> parts) {
        var rule = parts.isEmpty()
                ? null
                : parts.size() == 1 ? parts.get(0) : side == Side.INCLUDE ? new Rule.All(parts) : new Rule.Any(parts);
        return side == Side.INCLUDE
                ? new Selection(rule, selection.exclude())
                : new Selection(selection.include(), rule);
    }

    /** Whether it is another one than was shown first. */
    boolean isChanged() {
        return !line.equals(shownLine);
    }

    public String getLine() {
        return line;
    }

    public void setLine(String line) {
        this.line = line == null ? "" : line.strip();
    }

    public ConditionForm getNext() {
        return next;
    }
}
