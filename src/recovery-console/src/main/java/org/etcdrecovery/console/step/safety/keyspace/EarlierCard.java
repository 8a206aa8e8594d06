package org.etcdrecovery.console.step.safety.keyspace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.CodeLine;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
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
    private static final int MOST_LISTED = 200;
    private static final double FIELD = 150;
    private static final double INDENT = 23;
    /** What the plan says of going back that the figures do not. */
    private static final Set<ProblemCode> TOLD = EnumSet.of(ProblemCode.AS_OF_AUTH, ProblemCode.LEASES_RECREATED,
            ProblemCode.LEASES_ORPHANED);
    /** The distance from the top of a field to its control. */
    private static final double LABEL = 30;

    private final Texts texts;
    private final KeyspaceModel model;
    private final CheckBox back;
    private final Slider slider = new Slider();
    private final TextField revision = new TextField();
    private final Label oldest = Blocks.caption("");
    private final Label newest = Blocks.caption("");
    private final VBox effect = new VBox(6);
    private final CheckBox dropLeased;
    private final VBox body;
    /** Whether the slider moves because of a decision, and not the other way round. */
    private boolean showing;
    private boolean everySubtree;

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
        slider.valueProperty().subscribe((_, _) -> {
            if (!showing) {
                revision.setText(Quantities.number(chosen()));
            }
        });
        slider.valueChangingProperty().subscribe((_, _) -> take());
        revision.setId("asOfRevision");
        // Taken as it is typed: a page that only changes when the focus leaves would move under the pointer.
        revision.textProperty().subscribe((_, _) -> take());
        revision.setOnAction(_ -> model.tidyRevision());
        revision.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                model.tidyRevision();
            }
        });
        model.revision().subscribe(revision::setText);
        dropLeased = new CheckBox(texts.get("earlier.drop"));
        dropLeased.setId("dropLeased");
        dropLeased.setOnAction(_ -> model.dropLeased(dropLeased.isSelected()));
        effect.setId("earlierEffect");
        VBox scale = new VBox(2, slider, new HBox(oldest, Blocks.spacer(), newest));
        scale.setPadding(new Insets(LABEL, 0, 0, 0));
        HBox.setHgrow(scale, Priority.ALWAYS);
        Field field = new Field(texts.get("earlier.field"), revision).problem(model.problem());
        field.setPrefWidth(FIELD);
        field.setMinWidth(FIELD);
        HBox choice = new HBox(14, scale, field);
        body = new VBox(10, choice, effect, dropLeased);
        VBox indented = new VBox(10, new RichText(texts.get("earlier.why")), body);
        indented.setPadding(new Insets(0, 0, 0, INDENT));
        VBox section = Card.section(back, indented);
        section.setSpacing(4);
        getChildren().setAll(new Card(section));
        model.edit().subscribe(_ -> show());
        model.surveyed().subscribe(_ -> show());
        model.failed().subscribe(_ -> show());
        model.problem().subscribe(_ -> show());
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
        if (!slider.isValueChanging()) {
            model.type(revision.getText());
        }
    }

    /** Brings it up to date with what the plan says. */
    public void show() {
        OptionalLong asOf = model.edit().get().asOf();
        back.setSelected(asOf.isPresent());
        Blocks.show(body, asOf.isPresent());
        if (asOf.isEmpty()) {
            effect.getChildren().clear();
            effect.setMinHeight(0);
            return;
        }
        if (!slider.isValueChanging()) {
            showing = true;
            slider.setMax((double) (model.newest() - model.oldest()));
            slider.setValue((double) (asOf.getAsLong() - model.oldest()));
            showing = false;
        }
        oldest.setText(texts.get(model.isCompacted() ? "earlier.oldest" : "earlier.first",
                Quantities.number(model.oldest())));
        newest.setText(texts.get("earlier.newest", Quantities.number(model.newest())));
        showEffect();
        boolean orphans = model.surveyed()
                .get()
                .map(EditedKeyspace::change)
                .filter(change -> change.recreated().leases() > 0)
                .isPresent();
        dropLeased.setSelected(model.edit().get().dropLeased());
        Blocks.show(dropLeased, orphans || model.edit().get().dropLeased());
    }

    /** What it showed stays, greyed, until the decision is understood, and so does its height: the slider must not move. */
    private void showEffect() {
        effect.setMinHeight(Math.max(effect.getMinHeight(), effect.getHeight()));
        Optional<EditedKeyspace> edited = model.surveyed().get();
        if (edited.isPresent()) {
            effect.getChildren().setAll(effects(edited.get()));
        } else if (model.failed().get().isPresent()) {
            effect.getChildren()
                    .setAll(Blocks.plainNote(Tone.DANGER,
                            texts.get("keyspace.failed") + ". " + model.failed().get().get().what()));
        } else if (effect.getChildren().isEmpty()) {
            effect.getChildren().setAll(Blocks.muted(texts.get("keyspace.reading")));
        }
        Blocks.fade((edited.isEmpty() && model.failed().get().isEmpty()) || !model.problem().get().isEmpty(), effect);
    }

    private List<Node> effects(EditedKeyspace edited) {
        KeyspaceChange change = edited.change();
        List<Node> rows = new ArrayList<>();
        rows.add(new RichText(change.subtrees().isEmpty()
                ? texts.get("earlier.same")
                : texts.get("earlier.effect", change.takenKeys(), Quantities.number(change.takenKeys()),
                        Quantities.size(change.takenBytes()), change.backKeys(), Quantities.number(change.backKeys()))
                        + " "
                        + texts.get("earlier.start", edited.servedKeys(), Quantities.number(edited.servedKeys()))));
        int more = change.subtrees().size() - MOST_SUBTREES;
        change.subtrees()
                .stream()
                .limit(everySubtree ? MOST_LISTED : MOST_SUBTREES)
                .map(this::row)
                .forEach(rows::add);
        if (change.subtrees().size() > MOST_LISTED && everySubtree) {
            rows.add(Blocks.caption(texts.get("earlier.many", change.subtrees().size() - MOST_LISTED)));
        }
        if (more > 0) {
            rows.add(more(more));
        }
        for (Problem problem : model.problems()) {
            if (problem.severity() == Severity.REFUSAL || TOLD.contains(problem.code())) {
                rows.add(Blocks.plainNote(problem.severity() == Severity.REFUSAL ? Tone.DANGER : Tone.WARNING,
                        problem.message() + ". " + problem.advice()));
                rows.add(new CodeLine(problem.code().text()));
            }
        }
        return rows;
    }

    private Node more(int count) {
        Hyperlink more = new Hyperlink(everySubtree ? texts.get("earlier.fewer") : texts.get("earlier.more", count));
        more.setId("moreSubtrees");
        more.setOnAction(_ -> {
            everySubtree = !everySubtree;
            effect.setMinHeight(0);
            show();
            effect.lookup("#moreSubtrees").requestFocus();
        });
        return more;
    }

    private Node row(Subtree tree) {
        Label prefix = Blocks.mono(tree.prefix().isEmpty() ? texts.get("earlier.others") : tree.prefix());
        HBox.setHgrow(prefix, Priority.ALWAYS);
        Label taken = Blocks.muted(texts.get("earlier.taken", tree.takenKeys(), Quantities.number(tree.takenKeys()),
                Quantities.size(tree.takenBytes()), tree.backKeys(), Quantities.number(tree.backKeys())));
        taken.setMinWidth(USE_PREF_SIZE);
        return new HBox(10, prefix, Blocks.spacer(), taken);
    }
}
