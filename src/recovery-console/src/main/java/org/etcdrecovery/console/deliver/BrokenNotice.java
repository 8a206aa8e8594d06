package org.etcdrecovery.console.deliver;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.DeliveryModel.Broken;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;

/** Why a step of the delivery failed as a whole, or that it was stopped. */
public final class BrokenNotice extends VBox {
    private final Texts texts = Texts.of("deliver");
    private final FailureNotice notice = new FailureNotice();

    /** A notice for this delivery. */
    public BrokenNotice(DeliveryModel model) {
        setId("deliveryFailure");
        getChildren().setAll(notice);
        model.broken().subscribe(broken -> {
            broken.ifPresentOrElse(this::show, notice::clear);
            Blocks.show(this, broken.isPresent());
        });
    }

    private void show(Broken broken) {
        if (broken.why().cancelled()) {
            notice.show(texts.get("stopped.title"),
                    broken.why().saying(texts.get("stopped." + broken.step()), ""));
        } else {
            notice.show(texts.get("broken." + broken.step()), broken.why());
        }
    }
}
