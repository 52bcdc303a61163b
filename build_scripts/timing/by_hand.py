"""The floor of the evaluation: a few rules as one would write them by hand."""

from typing import Any

FLOOR_RULES = 30


def floor_states(facts: dict[str, Any]) -> list[bool | None]:
    """Thirty rules as one would write them by hand, if/else in Kleene logic: the floor of the evaluation."""

    def both(*parts: bool | None) -> bool | None:
        if False in parts:
            return False
        return None if None in parts else True

    def either(*parts: bool | None) -> bool | None:
        if True in parts:
            return True
        return None if None in parts else False

    def inverse(part: bool | None) -> bool | None:  # noqa: FBT001
        return None if part is None else not part

    get = facts.get
    diagnosed, in_situ = get("crlm_diagnosed"), get("primary_in_situ")
    phase, ned = get("care_phase"), get("mdt_ned_class")
    early = None if phase is None else phase in {"workup", "treatment_planning"}
    converting = None if phase is None else phase in {"workup", "treatment_planning", "conversion"}
    achievable = None if ned is None else ned == "achievable"
    potential = None if ned is None else ned == "potential"
    not_achievable = None if ned is None else ned == "not_achievable"
    kras, nras, braf = get("kras_status"), get("nras_status"), get("braf_status")
    wild = both(
        None if kras is None else kras == "wild_type",
        None if nras is None else nras == "wild_type",
        None if braf is None else braf == "wild_type",
    )
    msi, mmr = get("msi_status"), get("mmr_status")
    dmmr = None if msi is None and mmr is None else msi == "MSI-H" or mmr == "dMMR"
    location = get("primary_location")
    left = None if location is None else location in {"sigmoid_colon", "descending_colon", "rectum"}
    rectum = None if location is None else location == "rectum"
    count, planned = get("liver_met_count"), get("liver_surgery_planned")
    many = None if count is None else count >= 4  # noqa: PLR2004
    sync = None if get("liver_met_timing") is None else get("liver_met_timing") == "synchronous"
    fit, neuropathy = get("fit_for_intensive_chemo"), get("peripheral_neuropathy")
    goal = get("treatment_goal")
    shrink = None if goal is None else goal == "tumor_shrinkage"
    control = None if goal is None else goal == "disease_control"
    flr = get("flr_pct")
    enough = None if flr is None else flr > 30  # noqa: PLR2004
    months = get("months_since_surgery")
    two_years = None if months is None else months <= 24  # noqa: PLR2004
    ned_now, after = (
        get("ned_after_treatment"),
        None if phase is None else phase in {"postoperative", "follow_up"},
    )
    bev = get("bevacizumab_given")
    return [
        diagnosed, both(diagnosed, early), both(diagnosed, in_situ, early), both(rectum, in_situ, early),
        both(diagnosed, inverse(get("liver_mri_ever_done")), get("liver_local_therapy_planned")),
        both(diagnosed, in_situ, inverse(get("complete_colonoscopy_feasible"))),
        both(achievable, early, many), both(achievable, early, either(many, sync)),
        both(achievable, early, many, inverse(neuropathy)), both(achievable, sync, in_situ, planned),
        both(achievable, sync, in_situ, planned, inverse(get("tolerates_simultaneous_resection"))),
        planned, both(potential, converting, left, wild), both(potential, converting, inverse(left), fit),
        both(potential, converting, dmmr), both(potential, inverse(get("liver_mets_r0_resectable"))),
        both(bev, either(planned, get("primary_resection_planned"))), both(not_achievable, shrink, fit, wild),
        both(not_achievable, shrink, fit), both(not_achievable, control),
        both(not_achievable, get("general_condition_poor"), get("unfit_for_chemo")),
        both(not_achievable, either(get("high_risk_of_obstruction"), get("high_risk_of_bleeding"))),
        both(ned_now, after, two_years), both(ned_now, after, inverse(two_years)), both(ned_now, after),
        both(in_situ, rectum, achievable, get("clinical_n_positive")), both(potential, converting, wild),
        both(enough, get("general_condition_permits_surgery"), get("liver_mets_r0_resectable")),
        both(diagnosed, inverse(get("metastasis_tissue_available"))), both(not_achievable, dmmr),
    ]  # fmt: skip
