package org.reprise.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.reprise.telegram.StoredFiles;

/**
 * What a message has besides its text, and how it arrives.
 *
 * @param attachment stands above the text; null: none
 * @param buttons below the text, in rows; each opens an address
 * @param silent arrives without a sound
 * @param protectContent cannot be forwarded or saved
 */
public record Extras(Attachment attachment, List<List<Button>> buttons, boolean silent, boolean protectContent) {
    public static final Extras NONE = new Extras(null, List.of(), false, false);

    public Extras {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    /**
     * @param url where Telegram fetches it, https; null for a file
     * @param file of {@link StoredFiles}; null for an address
     * @param name of the file, as people see it; null for an address
     */
    public record Attachment(Kind kind, String url, String file, String name) {
        public static Attachment at(Kind kind, String url) {
            return new Attachment(kind, url, null, null);
        }

        public static Attachment of(Kind kind, String file, String name) {
            return new Attachment(kind, null, file, name);
        }

        public boolean isFile() {
            return file != null;
        }
    }

    public enum Kind {
        PHOTO,
        DOCUMENT,
        VIDEO;

        /** As clients and Telegram write it: lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @param name as {@link #toString}, exactly */
        public static Optional<Kind> of(String name) {
            return Stream.of(values()).filter(it -> it.toString().equals(name)).findFirst();
        }
    }

    /** @param url https */
    public record Button(String label, String url) {}
}
