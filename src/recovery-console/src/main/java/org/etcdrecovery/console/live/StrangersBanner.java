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

    private final Strangers strangers;
    private final boolean always;

    /**
     * A banner for these members.
     *
     * @param always whether it is there before one answers, so that the page does not move under the pointer when one does
     */
    public StrangersBanner(Strangers strangers, boolean always) {
        this.strangers = strangers;
        this.always = always;
        banner.setId("strangers");
        getChildren().setAll(banner);
        strangers.seen().subscribe(this::show);
        strangers.expected().subscribe(_ -> show(strangers.seen().get()));
        strangers.looked().subscribe(_ -> show(strangers.seen().get()));
        WhileShown.every(PAUSE, this, strangers::look);
    }

    private void show(List<Sighting> seen) {
        if (!seen.isEmpty()) {
            String names = seen.stream().map(this::named).collect(Collectors.joining(", "));
            boolean current = seen.stream().anyMatch(Sighting::current);
            banner.say(Tone.DANGER, texts.get(current ? "title" : "title.silent", seen.size()),
                    texts.get(current ? "text" : "text.silent", names, seen.size()));
        }
        if (seen.isEmpty()) {
            banner.say(Tone.NEUTRAL, texts.get(strangers.looked().get() ? "none.title" : "looking.title"),
                    texts.get("none.text"));
        }
        boolean shown = !seen.isEmpty() || (always && strangers.expected().getValue());
        Blocks.show(banner, shown);
        Blocks.show(this, shown);
    }

    private String named(Sighting sighting) {
        Stranger stranger = sighting.stranger();
        String named = texts.get("stranger", Shown.name(stranger.called()), stranger.cluster());
        return sighting.current()
                ? named
                : texts.get("stranger.silent", named, Quantities.clock(sighting.last(), ZoneId.systemDefault()));
    }
}
