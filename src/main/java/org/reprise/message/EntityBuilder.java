package org.reprise.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.reprise.message.FormattedText.Entity;
import org.reprise.message.FormattedText.Kind;
import org.reprise.message.TextFormat.Flaw;
import org.reprise.message.TextFormat.Unparsable;

/** A formatted text in the making: what was read of it, and the marks that still wait for their end. */
final class EntityBuilder {
    private static final int MAX_ADDRESS_LENGTH = 2048;
    private static final int MAX_HINTS = 10;
    private static final int MAX_HINT_LENGTH = 60;
    private static final Comparator<Entity> OUTER_FIRST =
            Comparator.comparingInt(Entity::offset).thenComparing(Entity::length, Comparator.reverseOrder());

    /**
     * @param kind null: a mark that leaves no trace
     * @param mark how the source writes it
     * @param index of the mark in the source
     */
    record Open(Kind kind, String mark, String detail, int offset, int index) {}

    final StringBuilder text = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Entity> entities = new ArrayList<>();
    private final List<TextHint> hints = new ArrayList<>();
    private int literals;

    void open(Kind kind, String mark, String detail, int index) {
        open.push(new Open(kind, mark, detail, text.length(), index));
        literals += kind != null && kind.isLiteral() ? 1 : 0;
    }

    /** The mark that must end next, or null. */
    Open innermost() {
        return open.peek();
    }

    boolean isInnermost(Kind kind) {
        return !open.isEmpty() && open.peek().kind() == kind;
    }

    /** What the mark holds so far, as the address that it may be; null when too long for one. */
    String since(Open mark) {
        boolean fits = text.length() - mark.offset() <= MAX_ADDRESS_LENGTH;
        return fits ? text.substring(mark.offset()) : null;
    }

    /** Takes the innermost mark back. */
    Open drop() {
        var last = open.pop();
        literals -= last.kind() != null && last.kind().isLiteral() ? 1 : 0;
        return last;
    }

    /**
     * Ends {@code last}, which was dropped, as what it turned out to be. Telegram marks nothing within code but the
     * language of a block.
     */
    void close(Kind kind, Open last, String detail) {
        if (literals == 0 || kind == Kind.PRE && detail != null) {
            add(kind, last, detail);
        }
    }

    /** Ends the innermost as what it was begun as. In Markdown that may be a piece of code in a block of it. */
    void close() {
        var last = drop();
        add(last.kind(), last, last.detail());
    }

    private void add(Kind kind, Open last, String detail) {
        int length = text.length() - last.offset();
        boolean isDropped = kind == Kind.LINK && !isAddress(detail);
        if (isDropped) {
            hint(TextHint.Kind.LINK_DROPPED, detail == null ? "" : detail, last.index());
        }
        if (kind != null && length > 0 && !isDropped) {
            entities.add(new Entity(kind, last.offset(), length, detail));
        }
    }

    /** What Telegram does not take it leaves out, without a word. */
    private static boolean isAddress(String address) {
        return address != null && new Address(address).flaw().isEmpty();
    }

    /**
     * Notes it, once for each mark.
     *
     * @param index of the mark in the source
     */
    void hint(TextHint.Kind kind, String mark, int index) {
        var shown = mark.length() <= MAX_HINT_LENGTH ? mark : mark.substring(0, MAX_HINT_LENGTH) + "…";
        boolean isNew = hints.stream()
                .noneMatch(hint -> hint.kind() == kind && hint.mark().equals(shown));
        if (isNew && hints.size() < MAX_HINTS) {
            hints.add(new TextHint(kind, shown, index + 1));
        }
    }

    FormattedText done(Flaw flawOfOpenMarks) {
        if (!open.isEmpty()) {
            throw new Unparsable(
                    flawOfOpenMarks, open.peek().mark(), open.peek().index());
        }
        // the outer of two that are alike was closed last
        Collections.reverse(entities);
        entities.sort(OUTER_FIRST);
        return new FormattedText(text.toString(), entities, hints);
    }
}
