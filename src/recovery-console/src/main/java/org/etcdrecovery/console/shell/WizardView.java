package org.etcdrecovery.console.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** Rail, page, help and footer of one run. */
public final class WizardView extends BorderPane {
    /** Below this the help gives its room to the page, and a button brings it. */
    private static final double WIDE = 1180;

    private final Texts texts = Texts.of("shell");
    private final Wizard wizard;
    private final Function<StepModel, Region> views;
    private final Map<StepModel, Node> pages = new HashMap<>();
    private final StackPane center = new StackPane();
    private final Button helpButton = new Button(texts.get("help.show"), Icons.of(
            MaterialDesignI.INFORMATION_OUTLINE));
    private final FooterView footer;
    private boolean helpAsked;

    /**
     * @param wizard the steps
     * @param views  makes the view of a step, when it is shown for the first time
     * @param leave  goes back to the start page
     */
    public WizardView(Wizard wizard, Function<StepModel, Region> views, Runnable leave) {
        this.wizard = wizard;
        this.views = views;
        this.footer = new FooterView(() -> back(leave), leave);
        setLeft(new RailView(wizard));
        setCenter(center);
        setBottom(footer);
        helpButton.setId("showHelp");
        helpButton.getStyleClass().addAll("small", "flat");
        helpButton.setOnAction(_ -> toggleHelp());
        StackPane.setAlignment(helpButton, Pos.TOP_RIGHT);
        StackPane.setMargin(helpButton, new Insets(18, 20, 0, 0));
        wizard.current().subscribe(this::show);
        widthProperty().subscribe(_ -> layOutHelp());
    }

    private void back(Runnable leave) {
        if (wizard.previous().isPresent()) {
            wizard.back();
        } else {
            leave.run();
        }
    }

    /** Brings the help where there is no room for it by itself, or takes it away again. */
    public void toggleHelp() {
        helpAsked = !helpAsked;
        layOutHelp();
    }

    private void show(StepModel step) {
        footer.follow(step.outline());
        center.getChildren().setAll(pages.computeIfAbsent(step, this::page), helpButton);
        helpAsked = false;
        setRight(new HelpView(step.outline()));
        layOutHelp();
    }

    private Node page(StepModel step) {
        Region view = views.apply(step);
        ScrollPane scroll = new ScrollPane(view);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        return scroll;
    }

    private void layOutHelp() {
        boolean wide = getWidth() >= WIDE;
        Blocks.show(getRight(), wide || helpAsked);
        Blocks.show(helpButton, !wide);
        helpButton.setText(texts.get(helpAsked ? "help.close" : "help.show"));
    }
}
