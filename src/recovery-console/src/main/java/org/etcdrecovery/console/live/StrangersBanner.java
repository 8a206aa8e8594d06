package org.etcdrecovery.console.live;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.text.Shown;

/** Names the members of other clusters at the planned URLs, and looks again while it is shown. */
public final class StrangersBanner extends VBox {
    private static final Duration PAUSE = Duration.seconds(3);

    private final Texts texts = Texts.of("live");
    private final Banner banner = new Banner();

    /** A banner, hidden until a stranger answers. */
    public StrangersBanner(Strangers strangers) {
        banner.setId("strangers");
        getChildren().setAll(banner);
        strangers.seen().subscribe(this::show);
        WhileShown.every(PAUSE, this, strangers::look);
    }

    private void show(List<Stranger> seen) {
        if (!seen.isEmpty()) {
            String names = seen.stream()
                    .map(one -> texts.get("stranger", Shown.name(one.called()), one.cluster()))
                    .collect(Collectors.joining(", "));
            banner.say(Tone.DANGER, texts.get("title", seen.size()), texts.get("text", names, seen.size()));
        }
        Blocks.show(banner, !seen.isEmpty());
        Blocks.show(this, !seen.isEmpty());
    }
}
