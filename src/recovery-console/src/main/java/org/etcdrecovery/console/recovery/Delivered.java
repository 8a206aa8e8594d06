package org.etcdrecovery.console.recovery;

import java.util.List;
import java.util.Map;

/**
 * What is known of members that this plan put in place on their hosts over SSH.
 *
 * @param members     the members that are in place
 * @param quarantined those among them that let no clients in yet
 * @param without     the members that the others were activated without; their old etcd must not come back
 * @param places      where the members are, as {@code ssh://HOST/DIR}, by their names
 */
public record Delivered(List<String> members, List<String> quarantined, List<String> without,
        Map<String, String> places) {
    /** Nothing is in place. */
    public static final Delivered NOTHING = new Delivered(List.of(), List.of(), List.of(), Map.of());

    /** Copies the lists and the map. */
    public Delivered {
        members = List.copyOf(members);
        quarantined = List.copyOf(quarantined);
        without = List.copyOf(without);
        places = Map.copyOf(places);
    }
}
