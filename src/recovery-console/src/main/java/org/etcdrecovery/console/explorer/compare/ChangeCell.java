package org.etcdrecovery.console.explorer.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.jspecify.annotations.Nullable;

/** A key that differs: what becomes of it, and its size in both files. */
final class ChangeCell extends ListCell<Change> {
    private static final String NONE = "–";
    /** A longer name is cut before it is measured. */
    private static final int LONGEST = 400;

    private final Texts texts;
    private final BooleanSupplier goesBack;
    private final Supplier<byte[]> prefix;
    private final Label sign = new Label();
    private final Label key = CutText.middle(Blocks.mono(""));
    private final Label what = Blocks.muted("");
    private final Label before = new Label();
    private final Label after = new Label();
    private final HBox line = new HBox(sign, key, what, before, after);

    /**
     * @param goesBack whether the file to restore from is the earlier one
     * @param prefix   what all keys of the list begin with, which is not repeated
     */
    ChangeCell(Texts texts, BooleanSupplier goesBack, Supplier<byte[]> prefix) {
        this.texts = texts;
        this.goesBack = goesBack;
        this.prefix = prefix;
        sign.getStyleClass().add("change-sign");
        before.getStyleClass().add("key-bytes");
        after.getStyleClass().add("key-bytes");
        what.getStyleClass().add("change-what");
        line.getStyleClass().add("change-row");
        HBox.setHgrow(key, Priority.ALWAYS);
        key.setMaxWidth(Double.MAX_VALUE);
        key.setPrefWidth(0);
        setPrefWidth(0);
        line.prefWidthProperty().bind(widthProperty());
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable Change change, boolean empty) {
        super.updateItem(change, empty);
        setText(null);
        if (empty || change == null) {
            setGraphic(null);
            return;
        }
        sign.setText(sign(change.kind()));
        tone(change.kind()).applyTo(sign);
        key.setText(name(change.key(), prefix.get().length));
        what.setText(words(change));
        before.setText(change.before().map(record -> Quantities.size(record.size())).orElse(NONE));
        after.setText(change.after().map(record -> Quantities.size(record.size())).orElse(NONE));
        setAccessibleText(texts.get("compare.say." + change.kind().word(goesBack.getAsBoolean()), key.getText(),
                what.getText()));
        setGraphic(line);
    }

    /** A prefix without the slash at its end. */
    static String path(byte[] prefix) {
        String path = name(prefix, 0);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The bytes from a place on. */
    static byte[] rest(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
    }

    /** How many bytes all prefixes begin with, up to a slash and not including the last name of any. */
    static int commonPrefix(List<byte[]> prefixes) {
        if (prefixes.isEmpty()) {
            return 0;
        }
        byte[] first = prefixes.getFirst();
        int same = prefixes.stream()
                .mapToInt(other -> Arrays.mismatch(first, other))
                .map(at -> at < 0 ? first.length : at)
                .min()
                .orElse(0);
        int shortest = prefixes.stream().mapToInt(prefix -> prefix.length).min().orElse(0);
        for (int end = Math.min(same, shortest - 1); end > 1; end--) {
            if (first[end - 1] == '/') {
                return end;
            }
        }
        return 0;
    }

    static String name(byte[] bytes, int from) {
        byte[] rest = rest(bytes, from);
        String name = GoQuote.escape(rest.length == 0 ? bytes : rest);
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST / 2) + "…" + name.substring(name.length() - LONGEST / 2);
    }

    private String words(Change change) {
        return switch (change.kind()) {
            case MISSING -> texts.get("compare.written",
                    Quantities.number(change.after().map(record -> record.revision()).orElse(0L)));
            case OLDER -> change.writesSince() == 0
                    ? texts.get("compare.other")
                    : texts.get("compare.writes", Quantities.number(change.writesSince()), change.writesSince());
            case BACK -> change.deletedAt().isPresent()
                    ? texts.get("compare.deleted", Quantities.number(change.deletedAt().getAsLong()))
                    : texts.get("compare.absent");
        };
    }

    private static String sign(Kind kind) {
        return switch (kind) {
            case MISSING -> "−";
            case OLDER -> "~";
            case BACK -> "+";
        };
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case MISSING -> Tone.DANGER;
            case OLDER -> Tone.WARNING;
            case BACK -> Tone.ACCENT;
        };
    }
}
