package org.etcdrecovery.console.home;

import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Region;

/** A large button. Its content takes the whole width of the button, and its height follows the text. */
final class TaskCard extends Button {
    private static final double WIDTH = 450;

    private final Region content;

    TaskCard(Region content) {
        this.content = content;
        getStyleClass().setAll("task-card");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(content);
        setMinWidth(0);
        // The same for all, so that a row shares its width evenly; not less, for containers that ask before they know
        // their width.
        setPrefWidth(WIDTH);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + content.prefHeight(inner(width)) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        // Without a width, wrapped text would ask for one line per word.
        return snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(snappedLeftInset(), snappedTopInset(), inner(getWidth()),
                getHeight() - snappedTopInset() - snappedBottomInset());
    }

    private double inner(double width) {
        return Math.max(0, (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset());
    }
}
