package io.bascule.engine.calibration;

/**
 * Where the numbers of a margin file come from.
 *
 * @param data that were used, in words.
 * @param from first day of them, as 2019-09-10.
 * @param to last day of them.
 * @param calibrate version of the rules.
 */
public record MarginOrigin(String data, String from, String to, String calibrate) {}
