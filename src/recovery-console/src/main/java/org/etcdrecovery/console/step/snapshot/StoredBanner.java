package org.etcdrecovery.console.step.snapshot;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.finding.FindingNote;
import org.etcdrecovery.console.step.snapshot.StoredSave.Stored;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.store.StoreTexts;

/** What is said of a snapshot that was saved into object storage. */
final class StoredBanner {
    private static final Texts TEXTS = Texts.of("snapshot");

    private StoredBanner() {}

    /** Says it in the banner, and returns what to do something about. */
    static List<HBox> say(Banner banner, Stored stored, String from) {
        Verdict verdict = stored.saved().inspection().verdict();
        String revision = stored.saved()
                .inspection()
                .facts()
                .map(SnapshotFacts::status)
                .map(status -> Quantities.number(status.revision()))
                .orElse(TEXTS.get("store.unknown"));
        banner.say(switch (verdict) {
            case RESTORABLE -> Tone.SUCCESS;
            case RESTORABLE_WITH_CARE -> Tone.WARNING;
            case DAMAGED, NOT_A_SNAPSHOT -> Tone.DANGER;
        }, TEXTS.get("store.saved." + verdict, stored.saved().name()), TEXTS.get("store.saved.text",
                Quantities.size(stored.saved().saved().size()), from, revision, stored.folder()));
        List<Finding> findings = new ArrayList<>(stored.findings());
        if (!stored.saved().exclusive()) {
            findings.add(StoreTexts.noConditions());
        }
        return findings.stream().map(FindingNote::of).toList();
    }
}
