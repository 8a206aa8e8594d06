package org.etcdrecovery.console.step.safety.keyspace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.Subtree;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** Whether the keyspace goes back to an earlier revision, which one, and what that takes away. */
public final class EarlierCard extends VBox {
    private static final int MOST_SUBTREES = 6;
    private static final double FIELD = 150;
    private static final double INDENT = 28;
    /** What the plan says of going back that the figures do not. */
    private static final Set<ProblemCode> TOLD = EnumSet.of(ProblemCode.AS_OF_AUTH, ProblemCode.LEASES_RECREATED,
            ProblemCode.LEASES_ORPHANED);
    private static final String DIGITS = "\\d{1,19}";

    private final Texts texts;
    private final KeyspaceModel model;
    private final CheckBox back;
    private final Slider slider = new Slider();
    private final TextField revision = new TextField();
    private final VBox effect = new VBox(6);
    private final CheckBox dropLeased;
    private final VBox body;
    /** Whether the slider moves because of a decision, and not the other way round. */
    private boolean showing;

    /** A view of this model. */
    public EarlierCard(KeyspaceModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("earlierCard");
        back = new CheckBox(texts.get("earlier"));
        back.setId("goBack");
        back.getStyleClass().add("strong");
        back.setOnAction(_ -> model.goTo(back.isSelected() ? OptionalLong.of(model.newest()) : OptionalLong.empty()));
        slider.setId("asOf");
        slider.setBlockIncrement(1);
        slider.setAccessibleText(texts.get("earlier.revision"));
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().subscribe((_, _) -> {
            revision.setText(Quantities.number(chosen()));
            take();
        });
        slider.valueChangingProperty().subscribe((_, _) -> take());
        revision.setId("asOfRevision");
        revision.setAccessibleText(texts.get("earlier.revision"));
        revision.setPrefWidth(FIELD);
        revision.setMinWidth(FIELD);
        revision.setOnAction(_ -> typed());
        revision.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                typed();
            }
        });
        dropLeased = new CheckBox(texts.get("earlier.drop"));
        dropLeased.setId("dropLeased");
        dropLeased.setOnAction(_ -> model.dropLeased(dropLeased.isSelected()));
        effect.setId("earlierEffect");
        HBox choice = new HBox(14, slider, revision);
        choice.setAlignment(Pos.CENTER_LEFT);
        body = new VBox(10, choice, effect, dropLeased);
        VBox indented = new VBox(10, new RichText(texts.get("earlier.why")), body);
        indented.setPadding(new Insets(0, 0, 0, INDENT));
        getChildren().setAll(new Card(Card.section(back, indented)));
        model.edit().subscribe(_ -> show());
        model.surveyed().subscribe(_ -> show());
        model.failed().subscribe(_ -> show());
    }

    /** Shows the card if the snapshot holds more than one revision. */
    public void show(Optional<SnapshotFacts> facts) {
        Blocks.show(this, facts.isPresent() && model.oldest() < model.newest());
        show();
    }

    /** The slider counts from the oldest revision: a bump may have left numbers that a double does not hold exactly. */
    private long chosen() {
        return model.oldest() + Math.round(slider.getValue());
    }

    /** While the slider is dragged, nothing is surveyed. */
    private void take() {
        if (!showing && !slider.isValueChanging() && model.edit().get().asOf().isPresent()) {
            model.goTo(OptionalLong.of(chosen()));
        }
    }

    private void typed() {
        String digits = revision.getText().replaceAll("[^0-9]", "");
        if (model.edit().get().asOf().isPresent() && digits.matches(DIGITS)) {
            try {
                model.goTo(OptionalLong.of(Long.parseLong(digits)));
            } catch (NumberFormatException e) {
                model.goTo(OptionalLong.of(model.newest()));
            }
        }
        model.edit().get().asOf().ifPresent(now -> revision.setText(Quantities.number(now)));
    }

    /** Brings it up to date with what the plan says. */
    public void show() {
        OptionalLong asOf = model.edit().get().asOf();
        back.setSelected(asOf.isPresent());
        Blocks.show(body, asOf.isPresent());
        if (asOf.isEmpty()) {
            return;
        }
        if (!slider.isValueChanging()) {
            showing = true;
            slider.setMax((double) (model.newest() - model.oldest()));
            slider.setValue((double) (asOf.getAsLong() - model.oldest()));
            showing = false;
            if (!revision.isFocused()) {
                revision.setText(Quantities.number(asOf.getAsLong()));
            }
        }
        effect.getChildren()
                .setAll(model.surveyed()
                        .get()
                        .map(this::effects)
                        .orElseGet(() -> List.of(model.failed()
                                .get()
                                .<Node>map(why -> Blocks.plainNote(Tone.DANGER,
                                        texts.get("keyspace.failed") + ". " + why.what()))
                                .orElseGet(() -> Blocks.muted(texts.get("keyspace.reading"))))));
        boolean orphans = model.surveyed()
                .get()
                .map(EditedKeyspace::change)
                .filter(change -> change.recreated().leases() > 0)
                .isPresent();
        dropLeased.setSelected(model.edit().get().dropLeased());
        Blocks.show(dropLeased, orphans || model.edit().get().dropLeased());
    }

    private List<Node> effects(EditedKeyspace edited) {
        KeyspaceChange change = edited.change();
        List<Node> rows = new ArrayList<>();
        rows.add(new RichText(texts.get("earlier.effect", change.takenKeys(), Quantities.number(change.takenKeys()),
                Quantities.size(change.takenBytes()), Quantities.number(change.backKeys()),
                Quantities.number(edited.servedKeys()))));
        change.subtrees().stream().limit(MOST_SUBTREES).map(this::row).forEach(rows::add);
        if (change.subtrees().size() > MOST_SUBTREES) {
            rows.add(Blocks.caption(texts.get("earlier.more", change.subtrees().size() - MOST_SUBTREES)));
        }
        for (Problem problem : model.problems()) {
            if (problem.severity() == Severity.REFUSAL || TOLD.contains(problem.code())) {
                rows.add(Blocks.plainNote(problem.severity() == Severity.REFUSAL ? Tone.DANGER : Tone.WARNING,
                        problem.message() + ". " + problem.advice()));
            }
        }
        return rows;
    }

    private Node row(Subtree tree) {
        Label prefix = Blocks.mono(tree.prefix().isEmpty() ? texts.get("earlier.others") : tree.prefix());
        HBox.setHgrow(prefix, Priority.ALWAYS);
        Label taken = Blocks.muted(texts.get("earlier.taken", Quantities.number(tree.takenKeys()),
                Quantities.size(tree.takenBytes()), Quantities.number(tree.backKeys())));
        taken.setMinWidth(USE_PREF_SIZE);
        return new HBox(10, prefix, Blocks.spacer(), taken);
    }
}
