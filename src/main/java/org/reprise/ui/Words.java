package org.reprise.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

/** Texts with numbers and names in them, in the language of the page that is being made. */
@Named
@ApplicationScoped
public class Words {
    static final String BUNDLE = "org.reprise.ui.messages";

    /** The text of {@code key}; {@code {0}} and so on stand for {@code values}, numbers as the language writes them. */
    public String of(String key, Object... values) {
        var locale = locale();
        var pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
        return new MessageFormat(pattern, locale).format(values);
    }

    /** Day and time in the server's zone; nothing for null. */
    public String time(Instant time) {
        return time == null
                ? ""
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale())
                        .withZone(ZoneId.systemDefault())
                        .format(time);
    }

    /** Like {@code 1,204}. */
    public String number(long number) {
        return String.format(locale(), "%,d", number);
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }
}
