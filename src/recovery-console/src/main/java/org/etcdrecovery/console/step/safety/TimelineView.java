package org.etcdrecovery.console.step.safety;

import java.util.List;
import java.util.OptionalLong;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.etcdrecovery.console.step.safety.BumpNotes.Timeline;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/**
 * The revisions of the new cluster on a line: compacted, history, the jump, the first write. The jump is thousands of
 * times as long as all history, so only the order is to scale.
 */
final class TimelineView extends Region {
    private static final double HEIGHT = 78;
    private static final double LINE = 28;
    private static final double BAND = 11;
    private static final double DOT = 12;
    private static final double WIDEST = 720;
    /** The positions of the snapshot's end and the new cluster's start, as fractions of the width. */
    private static final double SNAPSHOT = 0.40;
    private static final double START = 0.86;
    private static final double LEAST = 0.35;

    private final Texts texts;
    private final Region compacted = piece("timeline-compacted");
    private final Region history = piece("timeline-history");
    private final Region gap = piece("timeline-gap");
    private final Region rest = piece("timeline-rest");
    private final Region last = piece("timeline-last");
    private final Region first = piece("timeline-first");
    private final Label compactedName;
    private final Label historyName;
    private final Label gapName;
    private final Label lastRevision = Blocks.strong("");
    private final Label lastName = Blocks.muted("");
    private final Label firstRevision = Blocks.strong("");
    private final Label firstName = Blocks.muted("");
    private Timeline shown = new Timeline(-1, 0, OptionalLong.empty(), 0);

    TimelineView(Texts texts) {
        this.texts = texts;
        setId("timeline");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        compactedName = Blocks.muted(texts.get("timeline.compacted"));
        historyName = Blocks.muted(texts.get("timeline.history"));
        gapName = Blocks.muted(texts.get("timeline.gap"));
        gapName.getStyleClass().add("timeline-told");
        getChildren().setAll(compacted, history, gap, rest, last, first, compactedName, historyName, gapName,
                lastRevision, lastName, firstRevision, firstName);
        List.of(compactedName, historyName, gapName, lastRevision, lastName, firstRevision, firstName)
                .forEach(label -> label.getStyleClass().add("timeline-text"));
    }

    private static Region piece(String style) {
        Region region = new Region();
        region.getStyleClass().add(style);
        return region;
    }

    void show(Timeline timeline) {
        shown = timeline;
        boolean bump = timeline.raised() > timeline.last();
        lastRevision.setText(Quantities.number(timeline.asOf().orElse(timeline.last())));
        lastName.setText(timeline.asOf().isPresent()
                ? texts.get("timeline.back", Quantities.number(timeline.last()))
                : texts.get("timeline.last"));
        firstName.setText(texts.get("timeline.first", Quantities.number(timeline.raised() + 1)));
        if (!bump && timeline.asOf().isEmpty()) {
            lastName.setText(firstName.getText());
        }
        firstRevision.setText(Quantities.number(timeline.raised()));
        List.of(gap, first, gapName, firstRevision, firstName).forEach(node -> node.setVisible(bump));
        compacted.setVisible(timeline.compacted() > 0);
        compactedName.setVisible(timeline.compacted() > 0);
        String before = Quantities.number(Math.max(0, timeline.compacted()));
        setAccessibleText((timeline.asOf().isPresent() ? lastName.getText() + ". " : "") + (bump
                ? texts.get("timeline.accessible.bump", before, lastRevision.getText(), firstRevision.getText())
                : texts.get("timeline.accessible.none", before, lastRevision.getText())));
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected void layoutChildren() {
        double width = Math.min(WIDEST, getWidth());
        boolean bump = shown.raised() > shown.last();
        double end = width * SNAPSHOT;
        double start = bump ? width * START : end;
        double split = shown.compacted() <= 0 ? 0 : end * share();
        band(compacted, 0, split, BAND);
        band(history, split, end, BAND);
        band(gap, end, start, BAND);
        band(rest, start, width, 2);
        dot(last, end);
        dot(first, start);
        compactedName.autosize();
        compactedName.relocate(Math.max(0, Math.min(8, split - compactedName.getWidth())), 0);
        centre(historyName, (split + end) / 2, 0);
        centre(gapName, (end + start) / 2, 0);
        centre(lastRevision, end, LINE + 14);
        centre(lastName, end, LINE + 31);
        centre(firstRevision, start, LINE + 14);
        centre(firstName, start, LINE + 31);
    }

    /** The compacted fraction of the snapshot's history, limited so that both parts have space for their names. */
    private double share() {
        double share = (double) shown.compacted() / Math.max(1, shown.asOf().orElse(shown.last()));
        return Math.clamp(share, LEAST, 1 - LEAST);
    }

    private static void band(Region region, double from, double to, double height) {
        region.resizeRelocate(from, LINE - height / 2, Math.max(0, to - from), height);
    }

    private static void dot(Region region, double at) {
        region.resizeRelocate(at - DOT / 2, LINE - DOT / 2, DOT, DOT);
    }

    private static void centre(Label label, double at, double top) {
        label.autosize();
        label.relocate(Math.max(0, at - label.getWidth() / 2), top);
    }
}
