package org.etcdrecovery.console.explorer.picture;

import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What a picture is drawn on: it takes the focus, keys and clicks, and says what is chosen. */
final class DrawnSurface extends Pane {
    private final Canvas canvas = new Canvas();

    /**
     * @param id    the id of the node
     * @param lay   called when there is another amount of room
     * @param draw  called when only the look changes
     * @param press called for each key; consumes those that it knows
     */
    DrawnSurface(String id, Runnable lay, Runnable draw, Consumer<KeyEvent> press) {
        setId(id);
        getStyleClass().add("page-surface");
        getChildren().setAll(canvas);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setMinSize(0, 0);
        VBox.setVgrow(this, Priority.ALWAYS);
        widthProperty().subscribe(() -> resize(lay));
        heightProperty().subscribe(() -> resize(lay));
        focusedProperty().subscribe(draw);
        addEventHandler(KeyEvent.KEY_PRESSED, press::accept);
    }

    /** Sets what happens at a click: it gets the point where the drawing was clicked, and the number of clicks. */
    void onClicked(Clicked action) {
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            requestFocus();
            action.at(new Point2D(event.getX() - snappedLeftInset(), event.getY() - snappedTopInset()),
                    event.getClickCount());
        });
    }

    /** Receives a click. */
    @FunctionalInterface
    interface Clicked {
        void at(Point2D point, int clicks);
    }

    private void resize(Runnable lay) {
        canvas.setWidth(Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()));
        canvas.setHeight(Math.max(0, getHeight() - snappedTopInset() - snappedBottomInset()));
        canvas.relocate(snappedLeftInset(), snappedTopInset());
        lay.run();
    }

    /** The width of the drawing. */
    double drawnWidth() {
        return canvas.getWidth();
    }

    /** The height of the drawing. */
    double drawnHeight() {
        return canvas.getHeight();
    }

    /** Begins a new drawing. */
    GraphicsContext clear() {
        GraphicsContext on = canvas.getGraphicsContext2D();
        on.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        return on;
    }

    /** Tells a screen reader what is chosen now. */
    void say(String words) {
        setAccessibleText(words);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
}
