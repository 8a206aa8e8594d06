package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.SequencedMap;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Tone;

/** Says that another plan has begun something on the chosen hosts, and offers to remove what it has only staged. */
public final class OtherPlanNotice extends VBox {
    private final Texts texts = Texts.of("deliver");
    private final DeliverySteps steps;
    private final Banner banner = new Banner();
    private final Button remove = new Button(texts.get("other.remove"));

    /**
     * @param steps    the delivery
     * @param activity the running work of the step
     */
    public OtherPlanNotice(DeliverySteps steps, Activity activity) {
        this.steps = steps;
        setId("otherPlan");
        remove.setId("removeStaged");
        remove.getStyleClass().add("small");
        remove.setMinWidth(USE_PREF_SIZE);
        remove.setOnAction(_ -> {
            if (OtherPlanQuestion.asks(steps)) {
                steps.discard(activity);
            }
        });
        remove.disableProperty().bind(activity.running());
        getChildren().setAll(banner);
        steps.model().changes().subscribe(_ -> show());
    }

    private void show() {
        List<HostRow> rows = steps.model()
                .rows()
                .stream()
                .filter(row -> row.fields().chosen().get() && row.other().isPresent())
                .toList();
        Blocks.show(this, !rows.isEmpty());
        if (rows.isEmpty()) {
            return;
        }
        SequencedMap<String, OtherPlan> staged = steps.stagedByOthers();
        String names = String.join(", ", rows.stream().map(HostRow::name).toList());
        boolean earlier = rows.stream().allMatch(row -> row.other().filter(OtherPlan::ours).isPresent());
        String placed = String.join(", ", rows.stream()
                .map(HostRow::name)
                .filter(name -> !staged.containsKey(name))
                .toList());
        banner.say(Tone.WARNING, texts.get("other.title", names),
                texts.get(earlier ? "other.ours" : "other.text")
                        + (staged.isEmpty() ? "" : " " + texts.get("other.staged"))
                        + (placed.isEmpty()
                                ? ""
                                : " " + texts.get(earlier ? "other.placed.ours" : "other.placed", placed)));
        if (staged.isEmpty()) {
            banner.offer();
        } else {
            banner.offer(remove);
        }
    }
}
