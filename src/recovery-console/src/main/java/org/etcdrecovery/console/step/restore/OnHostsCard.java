package org.etcdrecovery.console.step.restore;

import java.util.Optional;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CheckRow;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.restore.DiskSpace;

/** What is done instead of a restore here when the data directories are written on the hosts of the members. */
final class OnHostsCard extends VBox {
    private final Texts texts = Texts.of("restore");
    private final ScratchRoom room;
    private final CheckRow scratch = new CheckRow(texts.get("hosts.scratch"));

    OnHostsCard(ScratchRoom room) {
        this.room = room;
        setId("onHosts");
        scratch.setId("scratchRoom");
        getChildren()
                .setAll(Card.titled(texts.get("hosts.title"), row("database"), row("members"), row("checks"), scratch));
        room.found().subscribe(this::show);
        room.failed().subscribe(this::show);
        show();
    }

    private CheckRow row(String what) {
        CheckRow row = new CheckRow(texts.get("hosts." + what));
        row.say(Tone.NEUTRAL, texts.get("hosts." + what), texts.get("hosts." + what + ".text"));
        return row;
    }

    private void show() {
        Optional<DiskSpace> space = room.found().get();
        Optional<Failed> failed = room.failed().get();
        String name = texts.get("hosts.scratch");
        if (failed.isPresent()) {
            scratch.say(Tone.DANGER, name, failed.get().what() + " " + failed.get().advice());
        } else if (space.isPresent()) {
            scratch.say(space.get().suffices() ? Tone.SUCCESS : Tone.DANGER, name,
                    texts.get(space.get().suffices() ? "hosts.scratch.fits" : "hosts.scratch.full",
                            Quantities.size(space.get().needed()), Quantities.size(space.get().free()),
                            space.get().where().getFirst()));
        } else {
            scratch.say(Tone.NEUTRAL, name, texts.get("hosts.scratch.unknown"));
        }
    }
}
