package org.etcdrecovery.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.theme.Theme;
import org.etcdrecovery.console.theme.ThemeChoice;

/** The menu in the header. */
final class WindowMenu {
    private final Texts texts = Texts.of("shell");

    /** The items of the menu. */
    List<MenuItem> items(ConsoleWindow window, Theme theme) {
        MenuItem open = item("menu.open", window::openFile);
        open.setAccelerator(Shortcuts.OPEN);
        return Stream.of(
                Stream.of(open, item("menu.home", window::leave), new SeparatorMenuItem()),
                looks(theme),
                Stream.of(new SeparatorMenuItem(), item("menu.log", window::showLogPlace),
                        item("menu.diagnostics", window::saveDiagnostics), item("menu.about", window::showAbout)))
                .flatMap(part -> part)
                .toList();
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private Stream<MenuItem> looks(Theme theme) {
        ToggleGroup group = new ToggleGroup();
        return Stream.of(ThemeChoice.values()).map(choice -> {
            RadioMenuItem item = new RadioMenuItem(
                    texts.get("menu.theme." + choice.name().toLowerCase(Locale.ROOT)));
            item.setToggleGroup(group);
            item.setOnAction(_ -> theme.choice().set(choice));
            theme.choice().subscribe(now -> item.setSelected(now == choice));
            return item;
        });
    }
}
