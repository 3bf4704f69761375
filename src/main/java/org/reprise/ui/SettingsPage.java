package org.reprise.ui;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The sections of the settings, and which of them is looked at. */
@Named
@ViewScoped
public class SettingsPage implements Serializable {
    private static final long serialVersionUID = 1;

    private enum Tab {
        ME,
        PEOPLE,
        TOKENS,
        AUDIT,
        ACCOUNT,
        SYSTEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Inject
    private Access access;

    private String tab;

    /** Those that whoever looks may use: their own, and of owners all. */
    public List<String> getTabs() {
        return Stream.of(Tab.values())
                .filter(each -> each == Tab.ME ? access.isSignedIn() : access.isOwner())
                .map(Tab::toString)
                .toList();
    }

    /** The first one unless the address names another. */
    public String getTab() {
        var tabs = getTabs();
        return tabs.contains(tab) || tabs.isEmpty() ? tab : tabs.get(0);
    }

    public void setTab(String tab) {
        this.tab = tab;
    }
}
