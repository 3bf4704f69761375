package org.reprise.ui;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.reprise.message.Extras;
import org.reprise.message.Extras.Attachment;
import org.reprise.message.Extras.Button;
import org.reprise.message.Extras.Kind;

/** What dialog and editor let an operator add to a text. */
public class ExtrasForm implements Serializable {
    private static final long serialVersionUID = 1;

    private Kind kind;
    private String url;
    private String file;
    private String fileName;
    private final List<ButtonRow> buttons = new ArrayList<>();
    private boolean silent;
    private boolean protectContent;

    /** One button, on a row of its own or beside the one above it. */
    public static class ButtonRow implements Serializable {
        private static final long serialVersionUID = 1;

        private String label;
        private String url;
        private boolean beside;

        public String getLabel() {
            return label;
        }

        public void setLabel(String label) {
            this.label = label;
        }

        public String getUrl() {
            return url;
        }

        public void setUrl(String url) {
            this.url = url;
        }

        public boolean isBeside() {
            return beside;
        }

        public void setBeside(boolean beside) {
            this.beside = beside;
        }
    }

    static ExtrasForm of(Extras extras) {
        var form = new ExtrasForm();
        if (extras.attachment() != null) {
            form.kind = extras.attachment().kind();
            form.url = extras.attachment().url();
            form.file = extras.attachment().file();
            form.fileName = extras.attachment().name();
        }
        for (var row : extras.buttons()) {
            for (int place = 0; place < row.size(); place++) {
                var button = form.newButton();
                button.label = row.get(place).label();
                button.url = row.get(place).url();
                button.beside = place > 0;
            }
        }
        form.silent = extras.silent();
        form.protectContent = extras.protectContent();
        return form;
    }

    Extras extras() {
        var rows = new ArrayList<List<Button>>();
        for (var each : buttons) {
            if (!each.beside || rows.isEmpty()) {
                rows.add(new ArrayList<>());
            }
            rows.get(rows.size() - 1).add(new Button(text(each.label), text(each.url)));
        }
        return new Extras(attachment(), rows, silent, protectContent);
    }

    private Attachment attachment() {
        if (kind == null) {
            return null;
        }
        return file != null ? Attachment.of(kind, file, fileName) : Attachment.at(kind, text(url));
    }

    private static String text(String entered) {
        return entered == null ? "" : entered.strip();
    }

    public boolean hasAttachment() {
        return kind != null;
    }

    /** Whether anything is set: then the panel is open from the start. */
    public boolean isUsed() {
        return !extras().equals(Extras.NONE);
    }

    /** A file was brought; it takes the place of an address. */
    void attach(String hash, String name) {
        file = hash;
        fileName = name;
        kind = kind == null ? Kind.DOCUMENT : kind;
    }

    public void dropFile() {
        file = null;
        fileName = null;
    }

    public void addButton() {
        newButton();
    }

    private ButtonRow newButton() {
        var button = new ButtonRow();
        buttons.add(button);
        return button;
    }

    public void removeButton(ButtonRow button) {
        buttons.remove(button);
    }

    /** As they will stand below the message. */
    public List<List<Button>> getRows() {
        return extras().buttons();
    }

    public List<ButtonRow> getButtons() {
        return buttons;
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    public Kind[] getKinds() {
        return Kind.values();
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    public String getFileName() {
        return fileName;
    }

    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public boolean isSilent() {
        return silent;
    }

    public void setSilent(boolean silent) {
        this.silent = silent;
    }

    public boolean isProtectContent() {
        return protectContent;
    }

    public void setProtectContent(boolean protectContent) {
        this.protectContent = protectContent;
    }
}
