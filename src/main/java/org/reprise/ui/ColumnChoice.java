package org.reprise.ui;

import java.io.Serializable;
import java.util.List;
import org.reprise.audience.Attribute;
import org.reprise.audience.AttributeType;
import org.reprise.audience.ColumnTarget;

/**
 * A column of a file, and what is read of it: what its name says, until somebody says something else. It may also hold
 * values of an attribute that is declared when the file is imported.
 */
public class ColumnChoice implements Serializable {
    private static final long serialVersionUID = 1;

    /** As the page names it: an attribute that is not there yet. */
    static final String NEW = "attribute:";

    private final String title;
    private final int number;

    /** Null: it is not imported. */
    private ColumnTarget target;

    private boolean isNew;
    private String name;
    private AttributeType type = AttributeType.TEXT;

    ColumnChoice(String title, int number, ColumnTarget known) {
        this.title = title;
        this.number = number;
        this.target = known;
        this.name = Attribute.proposed(title);
    }

    /** @param rows the first ones of the file: they say of which type an attribute could be */
    void look(List<List<String>> rows) {
        type = AttributeType.guessed(rows.stream()
                .filter(row -> row.size() >= number)
                .map(row -> row.get(number - 1))
                .toList());
    }

    /** Empty where the file gives it no name. */
    public String getTitle() {
        return title;
    }

    /** Counted from 1. */
    public int getNumber() {
        return number;
    }

    /** Null: it is not imported. One that is not declared yet has no id. */
    ColumnTarget target() {
        return isNew ? new ColumnTarget.OfAttribute(new Attribute(-number, 0, name, type)) : target;
    }

    void passOver() {
        isNew = false;
        target = null;
    }

    /** It was declared, or there is one already. */
    void hold(ColumnTarget other) {
        isNew = false;
        target = other;
    }

    void holdNew() {
        isNew = true;
    }

    /** Whether it holds values of an attribute that is not declared yet. */
    public boolean isNew() {
        return isNew;
    }

    /** As the page names what it holds; empty: it is not imported. */
    public String getChosen() {
        return isNew ? NEW : target == null ? "" : target.title();
    }

    /** What becomes of it is said by {@link #hold} and its like, when the page tells that it was chosen. */
    public void setChosen(String chosen) {
        wanted = chosen;
    }

    private String wanted;

    /** As the page named it last. */
    String wanted() {
        return wanted == null ? "" : wanted;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name;
    }

    public AttributeType getType() {
        return type;
    }

    public void setType(AttributeType type) {
        this.type = type;
    }
}
