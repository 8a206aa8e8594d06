package org.etcdrecovery.console.step.source.directories;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** The revisions of a member as a bar: compacted, in the database, only in the log, lost. */
final class LogBar extends HBox {
    private static final double WIDTH = 145;
    private static final double HEIGHT = 10;
    /** The minimum width, so that every part can be seen. */
    private static final double LEAST = 4;

    LogBar(DirectoryRow.Bar bar) {
        super(1);
        Texts texts = Texts.of("source");
        setAlignment(Pos.CENTER_LEFT);
        part("compacted", 0, bar.compacted(), bar.scale());
        part("database", bar.compacted(), bar.database(), bar.scale());
        part("committed", bar.database(), bar.committed(), bar.scale());
        part("maybe", bar.committed(), bar.maybe(), bar.scale());
        part("missing", bar.maybe(), bar.missing(), bar.scale());
        part("behind", bar.missing(), bar.behind(), bar.scale());
        if (bar.torn()) {
            part("torn", 0, 1, Long.MAX_VALUE);
        }
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(words(bar, texts));
    }

    private static String words(DirectoryRow.Bar bar, Texts texts) {
        String words = bar.database() == 0
                ? texts.get("bar.words.log", Quantities.number(bar.committed()), Quantities.number(bar.maybe()))
                : texts.get("bar.words", Quantities.number(bar.compacted()), Quantities.number(bar.database()),
                        Quantities.number(bar.committed()), Quantities.number(bar.maybe()));
        List<String> parts = new ArrayList<>(List.of(words));
        if (bar.missing() > bar.maybe()) {
            parts.add(texts.get("bar.words.missing", bar.missing() - bar.maybe()));
        }
        if (bar.behind() > bar.missing()) {
            parts.add(texts.get("bar.words.behind", bar.behind() - bar.missing()));
        }
        if (bar.torn()) {
            parts.add(texts.get("bar.words.torn"));
        }
        return String.join(". ", parts);
    }

    private void part(String name, long from, long to, long scale) {
        if (to > from && scale > 0) {
            Region part = mark(name);
            double width = Math.max(LEAST, WIDTH * (double) (to - from) / (double) scale);
            part.setMinSize(LEAST, HEIGHT);
            part.setPrefSize(width, HEIGHT);
            part.setMaxSize(width, HEIGHT);
            getChildren().add(part);
        }
    }

    /** A patch in the colour of a part. */
    static Region mark(String name) {
        Region mark = new Region();
        mark.getStyleClass().addAll("log-part", name);
        return mark;
    }
}
