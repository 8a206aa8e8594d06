package org.etcdrecovery.console.live;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Quantities;
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

    private void show(List<Sighting> seen) {
        if (!seen.isEmpty()) {
            String names = seen.stream().map(this::named).collect(Collectors.joining(", "));
            boolean current = seen.stream().anyMatch(Sighting::current);
            banner.say(Tone.DANGER, texts.get(current ? "title" : "title.silent", seen.size()),
                    texts.get(current ? "text" : "text.silent", names, seen.size()));
        }
        Blocks.show(banner, !seen.isEmpty());
        Blocks.show(this, !seen.isEmpty());
    }

    private String named(Sighting sighting) {
        Stranger stranger = sighting.stranger();
        String named = texts.get("stranger", Shown.name(stranger.called()), stranger.cluster());
        return sighting.current()
                ? named
                : texts.get("stranger.silent", named, Quantities.clock(sighting.last(), ZoneId.systemDefault()));
    }
}
