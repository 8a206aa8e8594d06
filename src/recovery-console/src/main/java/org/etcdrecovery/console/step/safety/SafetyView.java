package org.etcdrecovery.console.step.safety;

import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.step.safety.keyspace.EarlierCard;
import org.etcdrecovery.console.step.safety.keyspace.LeasesCard;
import org.etcdrecovery.console.step.safety.prepare.PrepareCard;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** The page of the step Safety. */
public final class SafetyView extends VBox {
    /** As for the age in the header. */
    private static final Duration AGE_PAUSE = Duration.seconds(5);

    private final Texts texts = Texts.of("safety");

    /** A view of this model. */
    public SafetyView(SafetyViewModel model) {
        LeasesCard leases = new LeasesCard(model.keyspace(), texts);
        EarlierCard earlier = new EarlierCard(model.keyspace(), texts);
        PrepareCard prepare = new PrepareCard(model.prepare(), texts);
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence"), new BumpCard(model, texts),
                new CarriedContentCard(model, texts), leases, earlier, prepare));
        model.facts().subscribe(facts -> {
            leases.show(facts);
            earlier.show(facts);
        });
        WhileShown.every(AGE_PAUSE, this, model::tick);
        model.shown().subscribe(_ -> {
            earlier.show();
            prepare.refresh();
        });
    }
}
