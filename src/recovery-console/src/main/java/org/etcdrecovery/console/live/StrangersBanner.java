package org.etcdrecovery.console.live;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.prove.Stranger;
import org.etcdrecovery.core.text.Shown;

/** Names the members of other clusters that answer, and looks again while it is shown. */
public final class StrangersBanner extends VBox {
    private static final Duration PAUSE = Duration.seconds(3);
    private static final double SPACING = 12;
    /** A name and a cluster ID of usual length. */
    private static final String USUAL_MEMBER = "member-1 at 192.168.100.101:2379";
    private static final String USUAL_CLUSTER = "0123456789abcdef";

    private final Texts texts = Texts.of("live");
    private final Banner banner = new Banner();
    private final Banner survivors = new Banner();
    private final Strangers strangers;
    private final boolean always;
    private final ObservableValue<Boolean> stopped;

    /**
     * A banner for these members.
     *
     * @param always whether it is there before one answers, so that the page does not move under the pointer when one does
     */
    public StrangersBanner(Strangers strangers, boolean always) {
        this(strangers, always, new SimpleObjectProperty<>(false));
    }

    /**
     * A banner for these members.
     *
     * @param stopped whether what is done next stops the members that run on the chosen hosts
     */
    public StrangersBanner(Strangers strangers, boolean always, ObservableValue<Boolean> stopped) {
        this.strangers = strangers;
        this.always = always;
        this.stopped = stopped;
        banner.setId("strangers");
        survivors.setId("survivors");
        VBox shown = new VBox(SPACING, banner, survivors);
        VBox.setVgrow(banner, Priority.ALWAYS);
        VBox.setVgrow(survivors, Priority.ALWAYS);
        getChildren().setAll(always ? new StackPane(room(), shown) : shown);
        strangers.seen().subscribe(_ -> show());
        strangers.elsewhere().subscribe(_ -> show());
        strangers.expected().subscribe(_ -> show());
        strangers.looked().subscribe(_ -> show());
        strangers.unidentified().subscribe(_ -> show());
        strangers.asked().subscribe(_ -> show());
        stopped.subscribe(_ -> show());
        WhileShown.every(PAUSE, this, strangers::look);
    }

    /** As high as what is said of one member, so that nothing below moves when one answers. */
    private Banner room() {
        String member = texts.get("stranger", USUAL_MEMBER, USUAL_CLUSTER);
        Banner room = new Banner();
        room.say(Tone.NEUTRAL, texts.get("none.title"),
                Stream.of(texts.get("none.text"), texts.get("text", member, 1),
                        texts.get("elsewhere.text", member, 1))
                        .max(Comparator.comparingInt(String::length))
                        .orElseThrow());
        room.setVisible(false);
        return room;
    }

    private void show() {
        List<Sighting> seen = strangers.seen().get();
        List<Sighting> elsewhere = strangers.elsewhere().get();
        List<MemberProbe> unidentified = strangers.unidentified().get();
        if (seen.isEmpty() && !unidentified.isEmpty()) {
            banner.say(Tone.WARNING, texts.get("unidentified.title", unidentified.size()),
                    texts.get("unidentified.text",
                            unidentified.stream().map(this::complaint).collect(Collectors.joining(" "))));
        } else if (seen.isEmpty()) {
            banner.say(Tone.NEUTRAL, texts.get(strangers.looked().get() ? "none.title" : "looking.title"),
                    texts.get("none.text"));
        } else {
            boolean handled = stopped.getValue();
            say(banner, handled ? Tone.WARNING : Tone.DANGER, seen, strangers.areOld(seen) ? "title.old" : "title",
                    handled ? "text.stopped" : "text");
        }
        if (!elsewhere.isEmpty()) {
            say(survivors, Tone.WARNING, elsewhere, "elsewhere.title", "elsewhere.text");
        }
        Blocks.show(survivors, !elsewhere.isEmpty());
        Blocks.show(banner, !seen.isEmpty()
                || (always && strangers.expected().getValue() && elsewhere.isEmpty()));
        Blocks.show(this, banner.isVisible() || survivors.isVisible());
    }

    private String complaint(MemberProbe row) {
        return texts.get("unidentified.one", Shown.name(row.endpoint().authority()),
                row.failure().map(Failure::what).orElse(""), strangers.asked()
                        .get()
                        .map(time -> Quantities.clock(time, ZoneId.systemDefault()))
                        .orElse(""));
    }

    private void say(Banner where, Tone tone, List<Sighting> members, String title, String text) {
        String names = members.stream().map(this::named).collect(Collectors.joining(", "));
        boolean current = members.stream().anyMatch(Sighting::current);
        where.say(tone, texts.get(current ? title : title + ".silent", members.size()),
                texts.get(current ? text : "text.silent", names, members.size()));
    }

    private String named(Sighting sighting) {
        Stranger stranger = sighting.stranger();
        String named = texts.get("stranger", Shown.name(stranger.called()), stranger.cluster());
        return sighting.current()
                ? named
                : texts.get("stranger.silent", named, Quantities.clock(sighting.last(), ZoneId.systemDefault()));
    }
}
