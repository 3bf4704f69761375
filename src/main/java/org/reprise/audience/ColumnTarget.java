package org.reprise.audience;

import java.io.Serializable;

/** What a column of a file holds. */
public sealed interface ColumnTarget extends Serializable {

    /** Something that is known of each contact. */
    record Field(Column column) implements ColumnTarget {
        @Override
        public String title() {
            return column.title();
        }

        @Override
        public boolean mayRepeat() {
            return column.mayRepeat();
        }
    }

    /** A value of an attribute. */
    record OfAttribute(Attribute attribute) implements ColumnTarget {
        @Override
        public String title() {
            return "attribute:" + attribute.name();
        }

        @Override
        public boolean mayRepeat() {
            return false;
        }
    }

    /** Names of tags, with commas or semicolons between them. */
    record OfTags() implements ColumnTarget {
        @Override
        public String title() {
            return "tag";
        }

        @Override
        public boolean mayRepeat() {
            return true;
        }
    }

    /** As the documentation writes it. */
    String title();

    /** Whether each of several columns counts. */
    boolean mayRepeat();
}
