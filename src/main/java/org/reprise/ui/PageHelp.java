package org.reprise.ui;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What each page is for and how to go on from it, in a few sentences. */
@Named
@ApplicationScoped
public class PageHelp {
    @Inject
    private Words words;

    /**
     * The paragraphs of a page's help.
     *
     * @param page as templates call it: its entry of the navigation, or null where it has none
     */
    public List<String> of(String page) {
        return List.of(text(page == null ? "" : page).split("\\n"));
    }

    private String text(String page) {
        return switch (page) {
            case "campaigns" -> words.of("help.campaigns");
            case "campaign" -> words.of("help.campaign");
            case "editor" -> words.of("help.editor");
            case "contacts" -> words.of("help.contacts");
            case "sessions" -> words.of("help.sessions");
            case "settings" -> words.of("help.settings");
            default -> words.of("help.any");
        };
    }
}
