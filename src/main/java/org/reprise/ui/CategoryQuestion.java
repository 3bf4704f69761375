package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.reprise.audience.CategoryRefused;
import org.reprise.campaign.Campaign;
import org.reprise.campaign.CategoryService;

/** Asks once before the category that is edited is deleted, with who is in it and which campaigns ask for it. */
@Named
@ViewScoped
public class CategoryQuestion implements Serializable {
    private static final long serialVersionUID = 1;

    @Inject
    private CategoryService categories;

    @Inject
    private CategoriesPanel panel;

    @Inject
    private Together together;

    @Inject
    private Words words;

    /** Null: nothing is asked. */
    private Long id;

    private String name = "";
    private long people;
    private String running = "";
    private String others = "";

    public void ask() {
        try {
            name = categories.find(panel.id()).name();
            people = categories.people().getOrDefault(panel.id(), 0L);
            var asking = categories.askedForBy(panel.id());
            running = names(asking.stream().filter(Campaign::isRunning).toList());
            others = names(asking.stream().filter(each -> !each.isRunning()).toList());
            id = panel.id();
        } catch (CategoryRefused gone) {
            Refusal.tell("categories", words.say(gone.said()));
        }
    }

    private String names(List<Campaign> campaigns) {
        return together.names(
                campaigns,
                campaign -> words.of(
                        "categories.campaign", words.label(campaign), words.of("status." + campaign.status())));
    }

    public void answer() {
        try {
            categories.delete(id);
            id = null;
            panel.showLess(name);
        } catch (CategoryRefused refused) {
            Refusal.tell("deleting", words.say(refused.said()));
        }
    }

    public void cancel() {
        id = null;
    }

    public boolean isOpen() {
        return id != null;
    }

    public String getTitle() {
        return words.of("categories.delete.title", name);
    }

    public String getText() {
        return people == 0 ? words.of("categories.delete.empty") : words.of("categories.delete.text", people);
    }

    /** Those that keep it from being deleted, in words; empty: none. */
    public String getRunning() {
        return running;
    }

    /** Those that cannot go on without it as they are, in words; empty: none. */
    public String getOthers() {
        return others;
    }
}
