// Generated from api-spec/openapi.json by `npm run schema`; do not edit.
export interface paths {
    "/api/v1/assignment-plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One plan. */
        get: operations["get_assignment_plans_id"];
        /** Change a plan by hand; `If-Match` names the version that was read. Every fault says in Chinese and English what does not hold. */
        put: operations["put_assignment_plans_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assignment-plans/{id}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply a plan: from now on it decides who is asked to review what. */
        post: operations["post_assignment_plans_id_applications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/draw-commitments/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reveal what was committed to, before the due instant. What is not revealed in time stays out for good: the empty word is drawn with, and everybody sees it. */
        post: operations["post_draw_commitments_id_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instalments/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a payment. */
        post: operations["post_instalments_id_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instalments/{id}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put on record that it was paid. */
        post: operations["post_instalments_id_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instalments/{id}/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Request the payment of an instalment whose gate is open. */
        post: operations["post_instalments_id_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/instalments/{id}/second-approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve it again, as another person. */
        post: operations["post_instalments_id_second_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/judge-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a judge's card for a session; a new device ends the old one. */
        post: operations["post_judge_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I? */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/milestones/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept what was reported. */
        post: operations["post_milestones_id_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/milestones/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report on a milestone. */
        post: operations["post_milestones_id_reports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/milestones/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it back with the reason. */
        post: operations["post_milestones_id_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objections/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an objection; it holds its own project until it is answered. */
        post: operations["post_objections_id_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objections/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer an objection; an upheld one cancels the award, and a reserve moves up. */
        post: operations["post_objections_id_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registry, by code. */
        get: operations["get_organisations"];
        put?: never;
        /** Put an organisation into the registry; who registers their own body becomes its applicant. */
        post: operations["post_organisations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One organisation. */
        get: operations["get_organisations_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Note what the registration authority's lists say now. */
        put: operations["put_organisations_id_credit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an organisation on the contest's own exclusion list. */
        post: operations["post_organisations_id_exclusions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organisations/{id}/standings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A group is filed, a filed one registers; what it was stays on record. */
        post: operations["post_organisations_id_standings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a person with their first roles. */
        post: operations["post_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a person one more role. */
        post: operations["post_people_id_grants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/ties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a tie; conflicts of interest are found from it. */
        post: operations["post_people_id_ties"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/programmes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a programme. */
        post: operations["post_programmes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proposal. */
        get: operations["get_proposals_id"];
        /** Save a draft, or what was sent back; `If-Match` names the version that was read. */
        put: operations["put_proposals_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a judge's absence on record. */
        post: operations["post_proposals_id_absences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/activity-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record activities. */
        post: operations["post_proposals_id_activity_records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agreement of a project. */
        get: operations["get_proposals_id_agreement"];
        put?: never;
        /** Draw up the agreement of a confirmed award. */
        post: operations["post_proposals_id_agreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/agreement/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign for a party that one belongs to. */
        post: operations["post_proposals_id_agreement_signatures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/archive-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that an item is in the archive of a project. */
        post: operations["post_proposals_id_archive_items"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/ballot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Cast one's ballot, or change it. */
        put: operations["put_proposals_id_ballot"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/ballot-exclusions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exclude a resident from one vote. */
        post: operations["post_proposals_id_ballot_exclusions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a project whose archive is complete and whose money is settled. */
        post: operations["post_proposals_id_closure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/component-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The components whose figures people enter, and where each stands for this proposal; for those who lead the evening. */
        get: operations["get_proposals_id_component_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/component-figures/{component}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Enter a figure; a second person must enter the same. Two people correct it in the same way until the slot is sealed. */
        put: operations["put_proposals_id_component_figures_component"];
        post?: never;
        /** Take back one's own entry that waits for a second person. */
        delete: operations["delete_proposals_id_component_figures_component"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/eligibility-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide on the eligibility; the rules judge from registry, host and proposal. */
        post: operations["post_proposals_id_eligibility_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/eligibility-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every look at the proposal. */
        get: operations["get_proposals_id_eligibility_checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evaluations of a project. */
        get: operations["get_proposals_id_evaluations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/final/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide the end; the band settles the final instalment. */
        post: operations["post_proposals_id_final_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/final/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark the end. */
        post: operations["post_proposals_id_final_marks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/final/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in the final report. */
        post: operations["post_proposals_id_final_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/instalments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The instalments of a project. */
        get: operations["get_proposals_id_instalments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide the mid-term; a failed one ends the project and settles its money. */
        post: operations["post_proposals_id_mid_term_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for more time before the self-report is due. */
        post: operations["post_proposals_id_mid_term_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/extension/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give more time. */
        post: operations["post_proposals_id_mid_term_extension_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark the mid-term. */
        post: operations["post_proposals_id_mid_term_marks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/rectification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Order that something be put right. */
        post: operations["post_proposals_id_mid_term_rectification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/rectification/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is put right. */
        post: operations["post_proposals_id_mid_term_rectification_completion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/rectification/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look again. */
        post: operations["post_proposals_id_mid_term_rectification_recheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/mid-term/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in the mid-term self-report. */
        post: operations["post_proposals_id_mid_term_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The milestones of a project. */
        get: operations["get_proposals_id_milestones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Object to something in a public notice; anybody may. */
        post: operations["post_proposals_id_objections"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/paper-ballots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a paper ballot; a second person must copy the same. A resident who voted already is refused. */
        post: operations["post_proposals_id_paper_ballots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/paper-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a judge's signed paper; a second person must copy the same. */
        post: operations["post_proposals_id_paper_sheets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/recusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare a conflict: the judge neither marks nor counts for this proposal. */
        post: operations["post_proposals_id_recusals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put on record that what a project owed came in. */
        post: operations["post_proposals_id_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the proposal back for correction. */
        post: operations["post_proposals_id_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark a proposal at the desk; the later mark of the same reviewer counts. */
        put: operations["put_proposals_id_review"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rework a shortlisted proposal. */
        post: operations["post_proposals_id_revisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sheet. */
        get: operations["get_proposals_id_sheet"];
        /** Save one's marks. */
        put: operations["put_proposals_id_sheet"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/sheet/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign one's complete sheet. */
        post: operations["post_proposals_id_sheet_signature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/sheets/{judge}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen a signed sheet; the chair alone, with a reason. The answer names the version, not the marks. */
        post: operations["post_proposals_id_sheets_judge_reopening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand the proposal in. */
        post: operations["post_proposals_id_submission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The vouchers of a project. */
        get: operations["get_proposals_id_vouchers"];
        put?: never;
        /** Hand in a voucher. */
        post: operations["post_proposals_id_vouchers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the proposal back. */
        post: operations["post_proposals_id_withdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rounds that the one who asks may see, newest first. */
        get: operations["get_rounds"];
        put?: never;
        /** Draft a round. */
        post: operations["post_rounds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One round with the document that rules it. */
        get: operations["get_rounds_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to give the pool away, with who gains and who loses. */
        get: operations["get_rounds_id_allocations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the closed round into the archive. */
        post: operations["post_rounds_id_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/assignment-plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plans of a round, oldest first. */
        get: operations["get_rounds_id_assignment_plans"];
        put?: never;
        /** Compute a plan of who reviews what. It asks nobody before it is applied. Where nothing can be planned so, the problem names exactly what to relax, in Chinese and English. */
        post: operations["post_rounds_id_assignment_plans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asked to review what as the applied plan says; reviewers see their own part. Empty without an applied plan: then every seat may review everything. */
        get: operations["get_rounds_id_assignments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/award-margin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How little would change an award. */
        get: operations["get_rounds_id_award_margin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The awards of a round, for those who run, fund or oversee it. */
        get: operations["get_rounds_id_awards"];
        put?: never;
        /** Propose the awards of every track out of its pool. */
        post: operations["post_rounds_id_awards"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Call the round off. */
        post: operations["post_rounds_id_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/chair-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide as the chair of the round. Where the chair is kept away from one of the proposals, or nobody was named, two of the organiser's officers enter the same. */
        post: operations["post_rounds_id_chair_decisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the round. */
        post: operations["post_rounds_id_closure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/coaching-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The coaching sessions of a round. */
        get: operations["get_rounds_id_coaching_sessions"];
        put?: never;
        /** Record a coaching session. */
        post: operations["post_rounds_id_coaching_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/declaration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Declare conflicts, or that there are none; without it no sheet is taken. */
        post: operations["post_rounds_id_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace the document of a draft; `If-Match` names the version that was read. */
        put: operations["put_rounds_id_document"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/draw-commitments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The commitments of a round. */
        get: operations["get_rounds_id_draw_commitments"];
        put?: never;
        /** Publish a commitment, before anybody can know what will be drawn. */
        post: operations["post_rounds_id_draw_commitments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every drawing of a round, so that anybody can draw again. */
        get: operations["get_rounds_id_draws"];
        put?: never;
        /** Draw lots in public: the running order, which begins the roadshow, or a tie. */
        post: operations["post_rounds_id_draws"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/extension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the call more time. */
        post: operations["post_rounds_id_extension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/hostings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Name the host of an applicant in this round. */
        post: operations["post_rounds_id_hostings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/hostings/{applicant}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The host consents. */
        post: operations["post_rounds_id_hostings_applicant_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/hostings/{applicant}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The host declines. */
        post: operations["post_rounds_id_hostings_applicant_refusal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/judge-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the marks say about each judge. */
        get: operations["get_rounds_id_judge_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/judging": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The round pack of the judge who asks: projects, rubric, own sheets; it is kept on the phone for when the network fails. */
        get: operations["get_rounds_id_judging"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/jurors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a resident a vote. */
        post: operations["post_rounds_id_jurors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/jurors/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many residents have a vote, and how many have used it. */
        get: operations["get_rounds_id_jurors_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evening as it goes on: the whole view of the one who asks, at once and after every change. `Last-Event-ID` spares the first when nothing has changed since. */
        get: operations["get_rounds_id_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public notices of a round. */
        get: operations["get_rounds_id_notices"];
        put?: never;
        /** Put what is proposed up for objections: the list, and later the reserves that moved up. */
        post: operations["post_rounds_id_notices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The objections of a round, for those who answer or oversee them. */
        get: operations["get_rounds_id_objections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The projects that were admitted. */
        get: operations["get_rounds_id_projects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proposals of a round that the one who asks may see, by code. */
        get: operations["get_rounds_id_proposals"];
        put?: never;
        /** Begin a draft. */
        post: operations["post_rounds_id_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce the round; refused while a stage has no behaviour or the figures do not add up. */
        post: operations["post_rounds_id_publication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/rank-intervals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How sure ranks and awards are. */
        get: operations["get_rounds_id_rank_intervals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/rehearsal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a rehearsal: marks and votes go to a practice evening and never count. */
        post: operations["post_rounds_id_rehearsal"];
        /** End the rehearsal; all that was marked and voted in it goes. */
        delete: operations["delete_rounds_id_rehearsal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/reliability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the judges of each track agree. */
        get: operations["get_rounds_id_reliability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of a round: every figure, computed from what is stored. */
        get: operations["get_rounds_id_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The results with what they are made of, as far as they are shown to everybody. */
        get: operations["get_rounds_id_results"];
        put?: never;
        /** Seal all results of the roadshow into standings. */
        post: operations["post_rounds_id_results"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/scoring-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How marks and votes become places in each roadshow, as data and in words. */
        get: operations["get_rounds_id_scoring_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/screens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a display to the evening. */
        post: operations["post_rounds_id_screens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seats of the evening that is on or comes next. */
        get: operations["get_rounds_id_seats"];
        put?: never;
        /** Give somebody a seat and a card. */
        post: operations["post_rounds_id_seats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/second-votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter the count of a second vote of the panel; a second person must enter the same. */
        post: operations["post_rounds_id_second_votes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/shortlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Conclude the desk review: score, rank, cut. */
        post: operations["post_rounds_id_shortlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The running order. */
        get: operations["get_rounds_id_slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evening as the one who asks may see it. */
        get: operations["get_rounds_id_stage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/stage/reveal-mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose how results come out, within what the round's reveal policy allows. */
        put: operations["put_rounds_id_stage_reveal_mode"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/stage/scene": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Tell the big screen what to show. */
        put: operations["put_rounds_id_stage_scene"];
        post?: never;
        /** Take the last scene back; the one before it is shown again. */
        delete: operations["delete_rounds_id_stage_scene"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/stage/timer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Start, pause or reset the timer. */
        put: operations["put_rounds_id_stage_timer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/standings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The standings of each track with everything that is needed to compute them again. */
        get: operations["get_rounds_id_standings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/tie-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proposals that are equal to the last once everybody has pitched; for those who lead the evening and for the chair. */
        get: operations["get_rounds_id_tie_acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/tie-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every tie of the round, and how it was decided. */
        get: operations["get_rounds_id_tie_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/voting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the resident who asks can vote on, and how they voted. */
        get: operations["get_rounds_id_voting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rounds/{id}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would have come out under other rules, beside the official result. */
        get: operations["get_rounds_id_what_if"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screen-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the code of a display for a session. */
        post: operations["post_screen_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seats/{id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Print a new card; the old one and its devices end. */
        post: operations["post_seats_id_card"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seats/{id}/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End the session of a judge's device; the card stays good. */
        delete: operations["delete_seats_id_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with e-mail or phone and password. */
        post: operations["post_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign this device out. */
        delete: operations["delete_sessions_current"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the refresh cookie of one kind for a new access token and a new cookie. */
        post: operations["post_sessions_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign up on one's own, as applicants do. */
        post: operations["post_sign_ups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots/{id}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a slot for marks and votes. */
        post: operations["post_slots_id_opening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reveal one result, where results come out one by one. */
        post: operations["post_slots_id_reveal"];
        /** Take a reveal back. */
        delete: operations["delete_slots_id_reveal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots/{id}/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Seal a slot; nothing in it changes from then on. */
        post: operations["post_slots_id_seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/slots/{id}/voting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the residents' vote again; it opens with the slot by itself. */
        post: operations["post_slots_id_voting"];
        /** Close the residents' vote; the judges go on. */
        delete: operations["delete_slots_id_voting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/voting-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a resident's voting paper for a session. */
        post: operations["post_voting_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vouchers/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a voucher back; it counts no longer. */
        post: operations["post_vouchers_id_return"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/vouchers/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify a voucher against its original. */
        post: operations["post_vouchers_id_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A judge who is not there. */
        AbsenceForm: {
            /** Format: uuid */
            judge: string;
        };
        /** @description Activities over a period. */
        ActivityForm: {
            /** @description How many of each kind: `case`, `group`, `activity`, `visit`, `mediation`. */
            counts: {
                [key: string]: number;
            };
            /** Format: date */
            from: string;
            /** Format: int64 */
            person_times: number;
            /** Format: date */
            to: string;
            /** Format: int64 */
            volunteer_times: number;
        };
        /** @description An agreement to be drawn up. */
        AgreementForm: {
            milestones?: components["schemas"]["MilestoneForm"][];
            parties: string[];
        };
        /** @description An agreement. */
        AgreementView: {
            /** @description The SHA-256 of the proposal that is its annex. */
            annex_digest: string;
            /** Format: int64 */
            grant_fen: number;
            parties: components["schemas"]["PartyView"][];
            /** Format: uuid */
            payee: string;
            /** Format: date */
            signed_on?: string | null;
        };
        /** @description The ways to give the pool of a track away. */
        AllocationsView: {
            /** @description As the rules say: what came out for each proposal, what is left, who moves up, and what kept somebody out. */
            official?: Record<string, never> | null;
            /** @description The others. */
            others: components["schemas"]["AlternativeView"][];
            /** @description Why there are none. */
            reason?: string | null;
            stage: string;
            track: string;
        };
        /** @description What would have come out under other rules. An alteration of which nothing can be said is null, with the reason beside it. */
        AlterationsView: {
            /** @description By the name of the alteration: the order of award, what is spent and left, how many scores differ, whose award differs. */
            alterations: Record<string, never>;
            stage: string;
            track: string;
        };
        /** @description One way to give the pool away, beside the official one. */
        AlternativeView: {
            /** @description For the optimum: its value, what no choice exceeds, and the gap; a gap of 0 is a proof. */
            certificate?: Record<string, never> | null;
            funded: number;
            /** @description Who gets more than officially. */
            gains: Record<string, never>[];
            /** Format: int64 */
            left_fen: number;
            /** @description Who gets less. */
            losses: Record<string, never>[];
            /** Format: int64 */
            spent_fen: number;
            /** @description `skip`, `stop`, `downgrade`, `part` or `optimum`. */
            way: string;
        };
        /** @description The answer to an objection. */
        AnswerForm: {
            /** @description `upheld` or `rejected`. */
            decision: string;
            finding: string;
        };
        /** @description A proposal that somebody is asked to review. */
        AskedView: {
            code: string;
            /** @description The code of the seat. */
            judge: string;
            /** Format: uuid */
            person: string;
            /** Format: uuid */
            proposal: string;
            title: string;
        };
        /** @description What is wished of a plan. */
        AssignmentPlanForm: {
            /** @description What single judges can take; the others take whatever comes. */
            loads?: components["schemas"]["LoadForm"][];
            /**
             * Format: int32
             * @description How many reviewers each proposal gets; absent: as many as the round's rules say.
             */
            per_proposal?: number | null;
            /** @description The words out of which a lot is drawn among plans that are otherwise equal. */
            seed_parts?: string[];
        };
        /** @description A plan of who reviews what. */
        AssignmentPlanView: {
            /** @description `edit`, `apply`: what whoever asks may do now. */
            actions: string[];
            applied_at?: components["schemas"]["At"] | null;
            at: components["schemas"]["At"];
            /** @description The pieces into which judges and proposals fall; with more than one, marks of different pieces cannot be compared. */
            components: Record<string, never>[];
            /** @description Who is kept away from what, and why. */
            conflicts: Record<string, never>[];
            /** Format: uuid */
            id: string;
            judges: components["schemas"]["JudgeLoadView"][];
            /** @description How many pairs are kept of the plan that was applied before and of the reviews that are in. */
            kept: number;
            /** @description By proposal and judge. */
            pairs: Record<string, never>[];
            /**
             * Format: int32
             * @description How many reviewers each proposal gets.
             */
            per_proposal: number;
            seed_parts: string[];
            stage: string;
            /** @description `draft`, `applied` or `replaced`. */
            state: string;
            /** Format: int64 */
            version: number;
        };
        /**
         * Format: date-time
         * @description An instant as it is shown: RFC 3339 in China's one offset, +08:00.
         */
        At: string;
        /** @description An award as it was proposed. */
        AwardView: {
            /** Format: int64 */
            amount_fen?: number | null;
            /** Format: int64 */
            award_order: number;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            proposal: string;
            /** @description Tier, bounds, result, reason and what was left of the pool. */
            trace: Record<string, never>;
            track: string;
        };
        /** @description An award as it is called out. */
        AwardedView: {
            /** Format: int64 */
            amount_fen?: number | null;
            /** Format: int64 */
            award_order: number;
            code: string;
            /** Format: uuid */
            proposal: string;
            tier?: string | null;
            title: string;
        };
        /** @description A ballot. */
        BallotForm: {
            /** @description `approve` or `oppose`. */
            choice: string;
        };
        /** @description A named band of marks, both ends included. */
        BandView: {
            from: string;
            name: string;
            to: string;
        };
        BeneficiariesForm: {
            /** Format: int64 */
            direct: number;
            /** Format: int64 */
            indirect: number;
            served?: string[];
        };
        /** @description A project as it pitches. */
        CardView: {
            applicant_name: string;
            category: string;
            code: string;
            community_name?: string | null;
            /** Format: uuid */
            id: string;
            title: string;
        };
        /** @description What the chair decides among proposals that are equal. */
        ChairDecisionForm: {
            /** @description The codes of the equal proposals, best first. */
            order: string[];
            /** @description Why; it is kept with the result and shown to those who check it. */
            reason: string;
        };
        /** @description One look of a checker. */
        CheckView: {
            at: components["schemas"]["At"];
            /** Format: date */
            due_on?: string | null;
            lines: number[];
            /** @description `returned`, `eligible` or `ineligible`. */
            outcome: string;
            papers: string[];
            reasons: string[];
            warnings: string[];
        };
        /** @description A coaching session. */
        CoachingView: {
            at: components["schemas"]["At"];
            attended: string[];
            code: string;
            kind: string;
            topic: string;
        };
        /** @description What is printed on a judge's card, a resident's voting paper or under a display's address. It travels in the body, never in a path. */
        CodeForm: {
            code: string;
        };
        /** @description When a sheet needs a comment: for a total below the one or above the other. */
        CommentView: {
            total_above: string;
            total_below: string;
        };
        /** @description What is published before lots are drawn. */
        CommitmentForm: {
            /** @description Which public number of a later hour is the last word, such as a lottery draw or a round of a public beacon. */
            beacon: string;
            /**
             * Format: date-time
             * @description The first instant at which the beacon can be known; not before the reveal is due.
             */
            beacon_at: string;
            /** @description The SHA-256 of 32 random bytes, as 64 lower-case hex digits. */
            commitment: string;
            /**
             * Format: date-time
             * @description The first instant that is too late to reveal; it lies ahead.
             */
            reveal_due: string;
        };
        /** @description What was published before lots are drawn. */
        CommitmentView: {
            at: components["schemas"]["At"];
            beacon: string;
            /** @description The first instant at which the beacon can be known. */
            beacon_at: components["schemas"]["At"];
            commitment: string;
            /** @description What people in the room said with the reveal. */
            contributions: string[];
            /** Format: uuid */
            id: string;
            /** @description The bytes in hex; `null` before they are revealed, and for ever when they were withheld. */
            reveal?: string | null;
            /** @description The first instant that is too late to reveal. */
            reveal_due: components["schemas"]["At"];
            revealed_at?: components["schemas"]["At"] | null;
            /** @description `open`, `revealed`, `withheld` when it was not revealed in time, or `used`. */
            state: string;
        };
        /** @description One component of a final score. */
        ComponentView: {
            id: string;
            kind: string;
            /**
             * Format: int32
             * @description How many totals are dropped on each side, from that many sheets on.
             */
            trim_each_side?: number | null;
            /** Format: int32 */
            trim_from_sheets?: number | null;
            /** Format: int32 */
            weight_percent: number;
        };
        /** @description A conflict of interest. */
        ConflictForm: {
            /** @description `coached_applicant`, `family`, `donor`, ... */
            kind: string;
            /** Format: uuid */
            proposal: string;
        };
        /** @description What a proposal says. */
        ContentForm: {
            activities?: components["schemas"]["PlannedActivityForm"][];
            /** Format: int64 */
            asked_fen?: number | null;
            beneficiaries?: components["schemas"]["BeneficiariesForm"];
            budget_lines?: components["schemas"]["LineForm"][];
            category?: string;
            /** Format: uuid */
            community?: string | null;
            goals?: string[];
            need?: string;
            /** Format: int64 */
            own_fen?: number | null;
            papers?: string[];
            period?: components["schemas"]["PeriodForm"] | null;
            sustainability?: string;
            title: string;
            /**
             * Format: int64
             * @description The sums as the sender has them; checked, never stored.
             */
            total_fen?: number | null;
        };
        /** @description What the registration authority's yearly checks and lists say. */
        CreditForm: {
            /** Format: date */
            abnormal_list_since?: string | null;
            annual_inspection?: string | null;
            annual_report_filed?: boolean | null;
            /** Format: date */
            serious_dishonesty_since?: string | null;
        };
        /** @description A criterion. */
        CriterionView: {
            /** @description Named bands of marks, best first; empty where a judge marks freely. */
            bands: components["schemas"]["BandView"][];
            id: string;
            /**
             * Format: int64
             * @description The highest mark, in points.
             */
            max: number;
            name: string;
        };
        /** @description The spending that the vouchers prove, where a failed mid-term has to be settled. */
        DecisionForm: {
            /** Format: int64 */
            verified_spending_fen?: number | null;
        };
        /** @description What a judge declares before the first sheet. */
        DeclarationForm: {
            /** @description None is a declaration as well. */
            conflicts: components["schemas"]["ConflictForm"][];
        };
        /** @description When a judge declared. */
        DeclarationView: {
            declared_at: components["schemas"]["At"];
        };
        /** @description A device in the hall. */
        DeviceView: {
            last_seen_at?: components["schemas"]["At"] | null;
            /** @description The display's name. */
            screen?: string | null;
            /** @description The judge's code. */
            seat?: string | null;
        };
        /** @description The document of a draft. */
        DocumentForm: {
            document: Record<string, never>;
        };
        /** @description The words out of which lots are drawn. */
        DrawForm: {
            /** @description Who pitches on this evening, by code, for a running order; absent: all who have no place yet. */
            codes?: string[] | null;
            /**
             * Format: uuid
             * @description The commitment that is used; an open one must be.
             */
            commitment?: string | null;
            /** @description `order` for the running order, `tie` for proposals that are still equal. */
            purpose: string;
            /**
             * Format: int64
             * @description The rank that is shared, for a tie.
             */
            rank?: number | null;
            /** @description The words that people say; with a commitment only what the beacon said, because all others were said with the reveal. */
            seed_parts: string[];
        };
        /** @description Everything that is needed to draw again. */
        DrawView: {
            codes: string[];
            domain: string;
            key_hex: string;
            order: string[];
            seed_parts: string[];
        };
        /** @description A drawing that was held. */
        DrawnView: {
            at: components["schemas"]["At"];
            commitment?: components["schemas"]["CommitmentView"] | null;
            /** @description `order` or `tie`. */
            purpose: string;
            /**
             * Format: int64
             * @description The rank that was shared, for a tie.
             */
            rank?: number | null;
            stage: string;
            /** @description Domain, words, codes, key and order. */
            transcript: components["schemas"]["DrawView"];
        };
        /** @description A component whose figure people enter. */
        EnteredFigureView: {
            /** @description Whether an entry waits for a second person. */
            awaiting_second: boolean;
            /** @description The most that counts of a bonus or penalty. */
            cap?: string | null;
            /** @description The component's id. */
            component: string;
            /** @description What counts; null while there is none. */
            figure?: string | null;
            /** @description `panel_consensus`, `donation_share`, `bonus` or `penalty`. */
            kind: string;
            /** @description Out of which paper it is. */
            note?: string | null;
            /** @description One's own entry that waits; another's is not shown. */
            own?: string | null;
        };
        /** @description What became of an entry. */
        EnteredView: {
            /** @description `awaiting_second` until a second person enters the same, then `decided`. */
            state: string;
        };
        /** @description A proposal that is equal to another. */
        EqualView: {
            code: string;
            title: string;
        };
        /** @description An evaluation. */
        EvaluationView: {
            /** Format: uuid */
            id: string;
            /** @description `mid_term` or `final`. */
            kind: string;
            /** @description Report, extension, marks, rectification, decision with its settlement. */
            sheet: Record<string, never>;
        };
        /** @description A resident who may not vote on this one. */
        ExclusionForm: {
            juror: string;
            reason: string;
        };
        /** @description The rules in words: for each part its place and a sentence, with a worked example after each panel. */
        ExplanationView: {
            en: components["schemas"]["LineView"][];
            zh: components["schemas"]["LineView"][];
        };
        /** @description A later closing of the call. */
        ExtensionForm: {
            /** Format: date-time */
            closes_at: string;
        };
        /** @description The project that most residents approve of. */
        FavouriteView: {
            /** Format: int64 */
            approve: number;
            /** Format: int64 */
            cast: number;
            code: string;
            /** Format: uuid */
            proposal: string;
            title: string;
        };
        /** @description One field that is wrong. */
        FieldProblem: {
            /** @description Which rule. */
            code: string;
            /** @description The figures that show it. */
            detail: Record<string, never>;
            /** @description Where: a JSON pointer into what was sent. */
            pointer: string;
        };
        /** @description A figure out of a paper. */
        FigureForm: {
            /** @description Points, or yuan where donations are counted. */
            figure: string;
            /** @description Out of which paper it is, such as 捐赠收据 12-18 号. */
            note: string;
        };
        /** @description What became of an entry. */
        FigureView: {
            /** @description `awaiting_second` until a second person enters the same, then `settled`. */
            state: string;
        };
        /** @description A role and where it holds: an organisation, a round, or (neither) the whole tenant. */
        GrantForm: {
            /** Format: uuid */
            organisation?: string | null;
            role: string;
            /** Format: uuid */
            round?: string | null;
        };
        /** @description A role and where it holds. */
        GrantView: {
            /** Format: uuid */
            organisation?: string | null;
            role: string;
            /** Format: uuid */
            round?: string | null;
        };
        /** @description Who is to host whom. */
        HostingForm: {
            /** Format: uuid */
            applicant: string;
            /** Format: uuid */
            host: string;
        };
        /** @description A host's answer. */
        HostingView: {
            /** Format: uuid */
            applicant: string;
            /** Format: uuid */
            host: string;
            state: string;
        };
        /** @description A part of a grant. */
        InstalmentView: {
            /** Format: int64 */
            amount_fen: number;
            gate: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            part: number;
            /** Format: int64 */
            planned_fen: number;
            state: string;
            steps: components["schemas"]["StepView"][];
        };
        /** @description How sure the ranks and awards of a track are when the judges are drawn again. */
        IntervalsView: {
            /** @description `method`, `outcomes`, `proposals` with the probability of each rank, `expected_rank`, `interval_90` and the probability of an award, `too_close_to_call` in words, `without_judge`. */
            figures?: Record<string, never> | null;
            /** @description Why there are none. */
            reason?: string | null;
            stage: string;
            track: string;
        };
        /** @description What is in the archive. */
        ItemForm: {
            /** @description An item of the round's check list. */
            item: string;
        };
        /** @description A judge with bounds and load. */
        JudgeLoadView: {
            /** Format: int32 */
            at_least: number;
            /** Format: int32 */
            at_most: number;
            /** @description The code of the seat. */
            judge: string;
            /**
             * Format: int32
             * @description How many proposals they have.
             */
            proposals: number;
        };
        /** @description A judge's session: good for one round and nothing else. */
        JudgeSessionView: components["schemas"]["SessionView"] & {
            /** @description The judge's code in this round. */
            code: string;
            name: string;
            /** Format: uuid */
            round: string;
        };
        /** @description A judge by code and name. */
        JudgeView: {
            code: string;
            name: string;
        };
        /** @description A judge's total. */
        JudgedView: {
            /** @description `high` or `low` when it does not count. */
            dropped?: string | null;
            /** @description The judge's code, or a number that means nothing beyond this row. */
            judge: string;
            total: string;
        };
        /** @description What the marks say about each judge of a track: hints with their evidence. They change nothing and say nothing about intent. */
        JudgesView: {
            /**
             * @description For each judge, by code, the figures and the flags; a flag has its kind, its figure and the bound that it passed.
             *     `affinity` is the favour for the own community with its exact chance, null where the judge's home is not known or they marked nothing of it.
             */
            judges: Record<string, never>[];
            stage: string;
            track: string;
        };
        /** @description How many credentials there are: used and unused add up to those issued. */
        JurorCountView: {
            /**
             * Format: int64
             * @description Paper ballots that one person copied and a second has not; they do not count yet.
             */
            awaiting_second: number;
            /** Format: int64 */
            issued: number;
            /** Format: int64 */
            unused: number;
            /** Format: int64 */
            used: number;
        };
        /** @description A resident who gets a vote. */
        JurorForm: {
            code: string;
            /** Format: uuid */
            community?: string | null;
            name: string;
        };
        /** @description A resident with a vote; the credential is shown this once. */
        JurorView: {
            code: string;
            /** @description What to print on the voting paper, behind `/vote#`. */
            credential: string;
        };
        /** @description One budget line, in fen. */
        LineForm: {
            /** Format: int64 */
            asked_fen: number;
            class: string;
            /** Format: int64 */
            in_kind_fen?: number;
            name: string;
            /** Format: int64 */
            no: number;
            /** Format: int64 */
            own_fen: number;
            /** Format: int64 */
            qty: number;
            /** Format: int64 */
            subtotal_fen: number;
            unit: string;
            /** Format: int64 */
            unit_price_fen: number;
        };
        /** @description One sentence of the rules. */
        LineView: {
            /** @description Which part of the rules it explains, as a JSON pointer. */
            pointer: string;
            text: string;
        };
        /** @description What a judge can take. */
        LoadForm: {
            /**
             * Format: int32
             * @description So many proposals at least; 0 when it is not said.
             */
            at_least?: number;
            /**
             * Format: int32
             * @description So many at most; absent: as many as there are.
             */
            at_most?: number | null;
            /** @description The code of the seat. */
            judge: string;
        };
        /** @description The smallest change of one judge's total that changes an award. */
        MarginView: {
            /** @description `proposal`, `judge`, `from`, `to`, `change`, `awards_that_change`; null when no single change does. */
            margin?: Record<string, never> | null;
            /** @description Why nothing can be said. */
            reason?: string | null;
            stage: string;
            track: string;
        };
        /** @description The evaluator's marks. */
        MarksForm: {
            marks: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description The spending that the vouchers prove.
             */
            verified_spending_fen?: number | null;
        };
        /** @description A milestone as it is agreed. */
        MilestoneForm: {
            code: string;
            /** Format: date */
            due_on: string;
            /** @description The kind of evidence: `attendance_sheet`, `photos`, `survey`, ... */
            evidence: string;
            planned: components["schemas"]["PlannedForm"][];
            title: string;
        };
        /** @description A milestone and how it stands. */
        MilestoneView: {
            code: string;
            /**
             * Format: date
             * @description The agreed day.
             */
            due_on: string;
            evidence: string;
            /** Format: uuid */
            id: string;
            /** @description Due day moved off a day off, lateness, returns. */
            stands?: Record<string, never> | null;
            state: string;
            title: string;
        };
        /** @description How results come out. */
        ModeForm: {
            /**
             * @description `live`, `when_complete`, `one_by_one`, `progress_only` or `frozen`.
             * @example one_by_one
             */
            mode: string;
        };
        /** @description How results come out. */
        ModeView: {
            mode: string;
        };
        /** @description A new card; its code is shown this once. */
        NewCardView: {
            /** @description What to print on the judge's card, behind `/j#`. */
            card: string;
            code: string;
        };
        /** @description A public notice. */
        NoticeView: {
            about: string;
            /**
             * Format: date
             * @description The last day, included.
             */
            due_on: string;
            ends_at: components["schemas"]["At"];
            /** Format: date */
            from: string;
            /** Format: uuid */
            id: string;
            proposals: string[];
            /** @description `open` or `ended`. */
            state: string;
        };
        /** @description An objection. */
        ObjectionForm: {
            code?: string | null;
            /** @description Where the receipt and the answer are sent; used for these letters only. */
            email?: string | null;
            grounds: string;
            /** @description The real name of who objects; without one it is kept as a lead and never answered. */
            name?: string | null;
        };
        /** @description An objection as those who answer it see it; who objects is not shown to others. */
        ObjectionView: {
            /** Format: date */
            answered_on?: string | null;
            code: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            proposal: string;
            reason?: string | null;
            received_at: components["schemas"]["At"];
            /** Format: date */
            recheck_due?: string | null;
            /** @description `received`, `inquiry`, `upheld`, `rejected` or `not_accepted`. */
            state: string;
        };
        /** @description Proposals that are equal to the last, and what puts them into order. */
        OpenTieView: {
            /** @description `lot`, `second_vote` or `chair_decision`. */
            act: string;
            /** @description Whether an entry waits for a second person. */
            awaiting_second: boolean;
            /** @description Whether the chair decides alone; else lots are drawn, or two officers enter the same. */
            by_chair: boolean;
            proposals: components["schemas"]["EqualView"][];
            /**
             * Format: int64
             * @description The rank that is shared.
             */
            rank: number;
        };
        /** @description How the running order was drawn. */
        OrderView: {
            /** @description The digest that was published before the words were said, where that was done. */
            commitment_hex?: string | null;
            /** @description Words, codes, key and order: anybody can draw again. */
            transcript: Record<string, never>;
        };
        /** @description An exclusion from the contest. */
        OrganisationExclusionForm: {
            /**
             * Format: date
             * @description The last day, included.
             */
            until: string;
        };
        /** @description A body to be put into the registry. */
        OrganisationForm: {
            code?: string | null;
            filing_no?: string | null;
            kind: string;
            leader?: string | null;
            /** Format: int64 */
            members?: number | null;
            name: string;
            /** Format: uuid */
            parent?: string | null;
            status: string;
            /** Format: date */
            status_since?: string | null;
            /** @description The unified social credit code (GB 32100-2015), with a valid check character. */
            uscc?: string | null;
        };
        /** @description A body in the registry. */
        OrganisationView: {
            /** Format: date */
            banned_until?: string | null;
            code: string;
            filing_no?: string | null;
            /** Format: uuid */
            id: string;
            kind: string;
            leader?: string | null;
            /** Format: int64 */
            members?: number | null;
            name: string;
            /** Format: uuid */
            parent?: string | null;
            status: string;
            /** Format: date */
            status_since?: string | null;
            uscc?: string | null;
            /** Format: int64 */
            version: number;
        };
        /** @description The judge's own sheet. */
        OwnSheetView: {
            comment?: string | null;
            marks: {
                [key: string]: string;
            };
            saved_at: components["schemas"]["At"];
            signed_at?: components["schemas"]["At"] | null;
            /** @description `saved`, `signed` or `absent`. */
            state: string;
            total: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Everything a judge's phone needs for an evening. */
        PackView: {
            declared_at?: components["schemas"]["At"] | null;
            judge: components["schemas"]["JudgeView"];
            proposals: components["schemas"]["PitchView"][];
            /** @description Whether nothing counts: this is practice. */
            rehearsal: boolean;
            round: components["schemas"]["RoundNameView"];
            rubric: components["schemas"]["RubricView"];
            /** @description The panel. */
            stage: string;
        };
        /** @description A page of a list. */
        Page_AllocationsView: {
            /** @description What is on it. */
            items: {
                /** @description As the rules say: what came out for each proposal, what is left, who moves up, and what kept somebody out. */
                official?: Record<string, never> | null;
                /** @description The others. */
                others: components["schemas"]["AlternativeView"][];
                /** @description Why there are none. */
                reason?: string | null;
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_AlterationsView: {
            /** @description What is on it. */
            items: {
                /** @description By the name of the alteration: the order of award, what is spent and left, how many scores differ, whose award differs. */
                alterations: Record<string, never>;
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_AskedView: {
            /** @description What is on it. */
            items: {
                code: string;
                /** @description The code of the seat. */
                judge: string;
                /** Format: uuid */
                person: string;
                /** Format: uuid */
                proposal: string;
                title: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_AssignmentPlanView: {
            /** @description What is on it. */
            items: {
                /** @description `edit`, `apply`: what whoever asks may do now. */
                actions: string[];
                applied_at?: components["schemas"]["At"] | null;
                at: components["schemas"]["At"];
                /** @description The pieces into which judges and proposals fall; with more than one, marks of different pieces cannot be compared. */
                components: Record<string, never>[];
                /** @description Who is kept away from what, and why. */
                conflicts: Record<string, never>[];
                /** Format: uuid */
                id: string;
                judges: components["schemas"]["JudgeLoadView"][];
                /** @description How many pairs are kept of the plan that was applied before and of the reviews that are in. */
                kept: number;
                /** @description By proposal and judge. */
                pairs: Record<string, never>[];
                /**
                 * Format: int32
                 * @description How many reviewers each proposal gets.
                 */
                per_proposal: number;
                seed_parts: string[];
                stage: string;
                /** @description `draft`, `applied` or `replaced`. */
                state: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_AwardView: {
            /** @description What is on it. */
            items: {
                /** Format: int64 */
                amount_fen?: number | null;
                /** Format: int64 */
                award_order: number;
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                proposal: string;
                /** @description Tier, bounds, result, reason and what was left of the pool. */
                trace: Record<string, never>;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_CheckView: {
            /** @description What is on it. */
            items: {
                at: components["schemas"]["At"];
                /** Format: date */
                due_on?: string | null;
                lines: number[];
                /** @description `returned`, `eligible` or `ineligible`. */
                outcome: string;
                papers: string[];
                reasons: string[];
                warnings: string[];
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_CoachingView: {
            /** @description What is on it. */
            items: {
                at: components["schemas"]["At"];
                attended: string[];
                code: string;
                kind: string;
                topic: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_CommitmentView: {
            /** @description What is on it. */
            items: {
                at: components["schemas"]["At"];
                beacon: string;
                /** @description The first instant at which the beacon can be known. */
                beacon_at: components["schemas"]["At"];
                commitment: string;
                /** @description What people in the room said with the reveal. */
                contributions: string[];
                /** Format: uuid */
                id: string;
                /** @description The bytes in hex; `null` before they are revealed, and for ever when they were withheld. */
                reveal?: string | null;
                /** @description The first instant that is too late to reveal. */
                reveal_due: components["schemas"]["At"];
                revealed_at?: components["schemas"]["At"] | null;
                /** @description `open`, `revealed`, `withheld` when it was not revealed in time, or `used`. */
                state: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_DrawnView: {
            /** @description What is on it. */
            items: {
                at: components["schemas"]["At"];
                commitment?: components["schemas"]["CommitmentView"] | null;
                /** @description `order` or `tie`. */
                purpose: string;
                /**
                 * Format: int64
                 * @description The rank that was shared, for a tie.
                 */
                rank?: number | null;
                stage: string;
                /** @description Domain, words, codes, key and order. */
                transcript: components["schemas"]["DrawView"];
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_EnteredFigureView: {
            /** @description What is on it. */
            items: {
                /** @description Whether an entry waits for a second person. */
                awaiting_second: boolean;
                /** @description The most that counts of a bonus or penalty. */
                cap?: string | null;
                /** @description The component's id. */
                component: string;
                /** @description What counts; null while there is none. */
                figure?: string | null;
                /** @description `panel_consensus`, `donation_share`, `bonus` or `penalty`. */
                kind: string;
                /** @description Out of which paper it is. */
                note?: string | null;
                /** @description One's own entry that waits; another's is not shown. */
                own?: string | null;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_EvaluationView: {
            /** @description What is on it. */
            items: {
                /** Format: uuid */
                id: string;
                /** @description `mid_term` or `final`. */
                kind: string;
                /** @description Report, extension, marks, rectification, decision with its settlement. */
                sheet: Record<string, never>;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_InstalmentView: {
            /** @description What is on it. */
            items: {
                /** Format: int64 */
                amount_fen: number;
                gate: string;
                /** Format: uuid */
                id: string;
                /** Format: int64 */
                part: number;
                /** Format: int64 */
                planned_fen: number;
                state: string;
                steps: components["schemas"]["StepView"][];
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_IntervalsView: {
            /** @description What is on it. */
            items: {
                /** @description `method`, `outcomes`, `proposals` with the probability of each rank, `expected_rank`, `interval_90` and the probability of an award, `too_close_to_call` in words, `without_judge`. */
                figures?: Record<string, never> | null;
                /** @description Why there are none. */
                reason?: string | null;
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_JudgesView: {
            /** @description What is on it. */
            items: {
                /**
                 * @description For each judge, by code, the figures and the flags; a flag has its kind, its figure and the bound that it passed.
                 *     `affinity` is the favour for the own community with its exact chance, null where the judge's home is not known or they marked nothing of it.
                 */
                judges: Record<string, never>[];
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_MarginView: {
            /** @description What is on it. */
            items: {
                /** @description `proposal`, `judge`, `from`, `to`, `change`, `awards_that_change`; null when no single change does. */
                margin?: Record<string, never> | null;
                /** @description Why nothing can be said. */
                reason?: string | null;
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_MilestoneView: {
            /** @description What is on it. */
            items: {
                code: string;
                /**
                 * Format: date
                 * @description The agreed day.
                 */
                due_on: string;
                evidence: string;
                /** Format: uuid */
                id: string;
                /** @description Due day moved off a day off, lateness, returns. */
                stands?: Record<string, never> | null;
                state: string;
                title: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_NoticeView: {
            /** @description What is on it. */
            items: {
                about: string;
                /**
                 * Format: date
                 * @description The last day, included.
                 */
                due_on: string;
                ends_at: components["schemas"]["At"];
                /** Format: date */
                from: string;
                /** Format: uuid */
                id: string;
                proposals: string[];
                /** @description `open` or `ended`. */
                state: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_ObjectionView: {
            /** @description What is on it. */
            items: {
                /** Format: date */
                answered_on?: string | null;
                code: string;
                /** Format: uuid */
                id: string;
                /** Format: uuid */
                proposal: string;
                reason?: string | null;
                received_at: components["schemas"]["At"];
                /** Format: date */
                recheck_due?: string | null;
                /** @description `received`, `inquiry`, `upheld`, `rejected` or `not_accepted`. */
                state: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_OpenTieView: {
            /** @description What is on it. */
            items: {
                /** @description `lot`, `second_vote` or `chair_decision`. */
                act: string;
                /** @description Whether an entry waits for a second person. */
                awaiting_second: boolean;
                /** @description Whether the chair decides alone; else lots are drawn, or two officers enter the same. */
                by_chair: boolean;
                proposals: components["schemas"]["EqualView"][];
                /**
                 * Format: int64
                 * @description The rank that is shared.
                 */
                rank: number;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_OrganisationView: {
            /** @description What is on it. */
            items: {
                /** Format: date */
                banned_until?: string | null;
                code: string;
                filing_no?: string | null;
                /** Format: uuid */
                id: string;
                kind: string;
                leader?: string | null;
                /** Format: int64 */
                members?: number | null;
                name: string;
                /** Format: uuid */
                parent?: string | null;
                status: string;
                /** Format: date */
                status_since?: string | null;
                uscc?: string | null;
                /** Format: int64 */
                version: number;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_ProjectView: {
            /** @description What is on it. */
            items: (components["schemas"]["CardView"] & {
                /**
                 * Format: int64
                 * @description What it was awarded, once that is public.
                 */
                amount_fen?: number | null;
                /** Format: int64 */
                rank?: number | null;
                /** @description The final score, once it is shown. */
                score?: string | null;
                /** @description Where it stands, as far as that is public. */
                state: string;
            })[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_ProposalLine: {
            /** @description What is on it. */
            items: {
                actions: string[];
                /** Format: uuid */
                applicant: string;
                /** Format: int64 */
                asked_fen: number;
                category: string;
                code: string;
                /** Format: uuid */
                id: string;
                state: string;
                submitted_at?: components["schemas"]["At"] | null;
                title: string;
                track: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_ReliabilityView: {
            /** @description What is on it. */
            items: {
                /** @description `icc` in six forms with 95 % intervals, `kendall_w`, `krippendorff_alpha` in four metrics, `cronbach_alpha`. */
                figures: Record<string, never>;
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_RoundView: {
            /** @description What is on it. */
            items: {
                /** @description What the one who asks may do now. */
                actions: string[];
                call_closes_at?: components["schemas"]["At"] | null;
                call_opens_at: components["schemas"]["At"];
                code: string;
                /** @description Rules, schedule, calendar and categories. */
                document: Record<string, never>;
                /** Format: int64 */
                document_version: number;
                /** Format: uuid */
                evaluator?: string | null;
                frozen_at?: components["schemas"]["At"] | null;
                /** @description The SHA-256 of the frozen document's canonical bytes. */
                frozen_digest?: string | null;
                /** Format: uuid */
                funder: string;
                /** Format: uuid */
                id: string;
                name: string;
                /** Format: uuid */
                operator?: string | null;
                /** Format: uuid */
                organiser: string;
                state: string;
                /** Format: int64 */
                version: number;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_ScoringRulesView: {
            /** @description What is on it. */
            items: {
                explanation: components["schemas"]["ExplanationView"];
                rules: Record<string, never>;
                /** @description SHA-256 of the rules as canonical JSON, in lower-case hex. */
                rules_digest: string;
                /** @description `roadshow`, or `roadshow-2` for the second one. */
                stage: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_SeatedView: {
            /** @description What is on it. */
            items: {
                code: string;
                declared_at?: components["schemas"]["At"] | null;
                device_seen_at?: components["schemas"]["At"] | null;
                /** Format: uuid */
                id: string;
                /** @description The jury that the seat belongs to; `null` for the round's own panel. */
                jury?: string | null;
                name: string;
                /** Format: uuid */
                person: string;
                stage: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_SlotView: {
            /** @description What is on it. */
            items: {
                /** Format: uuid */
                id: string;
                opened_at?: components["schemas"]["At"] | null;
                planned_from: components["schemas"]["At"];
                planned_to: components["schemas"]["At"];
                /** Format: int64 */
                position: number;
                /** Format: uuid */
                proposal: string;
                revealed_at?: components["schemas"]["At"] | null;
                sealed_at?: components["schemas"]["At"] | null;
                stage: string;
                /** @description `waiting`, `scoring` or `sealed`. */
                state: string;
                /** @description Whether residents can vote: `closed` or `open`. */
                voting: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_TieView: {
            /** @description What is on it. */
            items: {
                /** @description The first link that told them apart. */
                decided_by: string;
                /** @description The second votes with their counts, and the chair's decisions with their reasons. */
                entered: components["schemas"]["TieActView"][];
                /** @description What each link compared, in the order in which the links were asked. */
                links: Record<string, never>[];
                /** @description The lots that were drawn, for everybody to draw again. */
                lots: Record<string, never>[];
                /** @description The order that was found. */
                order: string[];
                /** @description Who shared it, by code. */
                proposals: string[];
                /**
                 * Format: int64
                 * @description The rank that was shared.
                 */
                rank: number;
                /** @description The score that was shared, as printed. */
                score: string;
                stage: string;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_TraceView: {
            /** @description What is on it. */
            items: {
                /** @description The acts that broke ties. */
                acts: Record<string, never>[];
                /** @description Who goes on and who was equal at the line, where another roadshow follows. */
                cut?: Record<string, never> | null;
                /** @description The lots behind them. */
                draws: Record<string, never>[];
                /** @description Whether the stored sheets, ballots and lots still give exactly the sealed standings. */
                recomputed: boolean;
                /** @description The rules in force. */
                rules: Record<string, never>;
                /** @description SHA-256 of the rules as canonical JSON, in lower-case hex. */
                rules_digest: string;
                /** @description The roadshow. */
                stage: string;
                /** @description Rows with every step, ties, what each link compared, and who has no score and why. */
                standings: Record<string, never>;
                track: string;
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A page of a list. */
        Page_VoucherView: {
            /** @description What is on it. */
            items: {
                /** Format: int64 */
                amount_fen: number;
                code: string;
                /** Format: uuid */
                id: string;
                invoice_number: string;
                /** Format: int64 */
                line: number;
                /** Format: date */
                paid_on: string;
                /** @description `submitted`, `verified` or `returned`. */
                state: string;
                submitted_at: components["schemas"]["At"];
            }[];
            /** @description What to put into `after` for the next page; `null` on the last one. */
            next?: string | null;
        };
        /** @description A judge for a proposal. */
        PairForm: {
            /** @description The code of the judge's seat. */
            judge: string;
            /** @description The proposal's code. */
            proposal: string;
        };
        /** @description The pairs that a plan shall have. */
        PairsForm: {
            /** @description All of them. */
            pairs: components["schemas"]["PairForm"][];
        };
        /** @description A ballot on paper. */
        PaperBallotForm: {
            /** @description `approve` or `oppose`. */
            choice: string;
            /** @description The resident's code. */
            juror: string;
        };
        /** @description What became of a copy. */
        PaperBallotView: {
            /** @description `awaiting_second` or `counted`. */
            state: string;
        };
        /** @description A judge's sheet on paper. */
        PaperSheetForm: {
            comment?: string | null;
            /** Format: uuid */
            judge: string;
            marks: {
                [key: string]: string;
            };
        };
        /** @description What became of a copy. */
        PaperSheetView: {
            /** @description `awaiting_second` or `signed`. */
            state: string;
        };
        /** @description One part of a final score. */
        PartView: {
            exact: string;
            /** @description `panel`, `public` or `carried`. */
            kind: string;
            score: string;
            /** Format: int32 */
            weight_percent: number;
        };
        /** @description A party. */
        PartyView: {
            /** Format: uuid */
            organisation: string;
            signed_at?: components["schemas"]["At"] | null;
        };
        /** @description The bank's reference of a payment. */
        PaymentForm: {
            reference: string;
        };
        PeriodForm: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
        };
        /** @description A person to be added, or to sign up. */
        PersonForm: {
            code?: string | null;
            email?: string | null;
            /** @description The roles they start with; ignored when somebody signs up on their own. */
            grants?: components["schemas"]["GrantForm"][];
            name: string;
            password?: string | null;
            phone?: string | null;
        };
        /** @description A person as those who added them see them. */
        PersonView: {
            code: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A project as the judge sees it. */
        PitchView: components["schemas"]["CardView"] & {
            /** Format: int64 */
            position: number;
            recused?: components["schemas"]["RecusalView"] | null;
            sheet?: components["schemas"]["OwnSheetView"] | null;
            slot: components["schemas"]["SlotStateView"];
            /** @description Why it is needed, as the proposal says. */
            summary: string;
        };
        PlannedActivityForm: {
            name: string;
            place: string;
            /** Format: int64 */
            times: number;
            when: string;
        };
        /** @description What is planned up to a milestone. */
        PlannedForm: {
            activity: string;
            /** Format: int64 */
            times: number;
        };
        /** @description What a client is told when something is not done. */
        Problem: {
            /** @description The very rule that refused. */
            code?: string | null;
            /** @description The fields that are wrong. */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description The figures that show it: `opens`, `closed_at`, `needs`, `limit`, ... */
            facts?: Record<string, never>;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The class in English; never shown to people as it is. */
            title: string;
            /** @description The class, as a path that explains it: `/problems/closed`. */
            type: string;
        };
        /** @description A standing scheme. */
        ProgrammeForm: {
            code: string;
            name: string;
            /** Format: uuid */
            organiser: string;
        };
        /** @description A standing scheme that holds rounds. */
        ProgrammeView: {
            code: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A project as everybody may know it. */
        ProjectView: components["schemas"]["CardView"] & {
            /**
             * Format: int64
             * @description What it was awarded, once that is public.
             */
            amount_fen?: number | null;
            /** Format: int64 */
            rank?: number | null;
            /** @description The final score, once it is shown. */
            score?: string | null;
            /** @description Where it stands, as far as that is public. */
            state: string;
        };
        /** @description A draft to be begun. */
        ProposalForm: {
            /** Format: uuid */
            applicant: string;
            code?: string | null;
            content: components["schemas"]["ContentForm"];
            /** @description Those who propose it together with the applicant. */
            partners?: string[];
            track?: string | null;
        };
        /** @description A page of a proposal list: what a desk needs at a glance. */
        ProposalLine: {
            actions: string[];
            /** Format: uuid */
            applicant: string;
            /** Format: int64 */
            asked_fen: number;
            category: string;
            code: string;
            /** Format: uuid */
            id: string;
            state: string;
            submitted_at?: components["schemas"]["At"] | null;
            title: string;
            track: string;
            /** Format: int64 */
            version: number;
        };
        /** @description A proposal, later a project. */
        ProposalView: {
            /** @description What the one who asks may do now. */
            actions: string[];
            /** Format: uuid */
            applicant: string;
            /** Format: int64 */
            asked_fen: number;
            code: string;
            /** Format: uuid */
            community?: string | null;
            content: Record<string, never>;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            own_fen: number;
            /** Format: uuid */
            round: string;
            state: string;
            submitted_at?: components["schemas"]["At"] | null;
            /** Format: int64 */
            total_fen: number;
            track: string;
            /** Format: int64 */
            version: number;
        };
        /** @description Why something is called off, taken back or sent back. */
        ReasonForm: {
            reason: string;
        };
        /** @description What the re-check found. */
        RecheckForm: {
            /** @description `passed` or `failed`. */
            outcome: string;
        };
        /** @description A conflict of interest that is declared. */
        RecusalForm: {
            /** @description `coached_applicant`, `adviser_of_applicant`, `board_of_applicant`, `family`, `donor`, ... */
            kind: string;
            /** Format: uuid */
            person: string;
            stage: string;
        };
        /** @description What keeps a judge away from a proposal. */
        RecusalView: {
            kind: string;
            /** Format: uuid */
            person: string;
            /** @description `declared` or `found`. */
            source: string;
        };
        /** @description Which of the browser's sessions is meant. */
        RefreshForm: {
            /** @description `person`, `judge`, `juror` or `screen`; absent: `person`. */
            kind?: string | null;
        };
        /** @description A refund. */
        RefundView: {
            /** Format: int64 */
            amount_fen: number;
            received_at?: components["schemas"]["At"] | null;
        };
        /** @description Whether nothing counts: this is practice. */
        RehearsalView: {
            rehearsal: boolean;
        };
        /** @description How far the judges of a track agree. A figure that is not defined is null, and the reason stands beside it under its name with `_reason`. */
        ReliabilityView: {
            /** @description `icc` in six forms with 95 % intervals, `kendall_w`, `krippendorff_alpha` in four metrics, `cronbach_alpha`. */
            figures: Record<string, never>;
            stage: string;
            track: string;
        };
        /** @description A report on a milestone. */
        ReportForm: {
            /**
             * Format: int64
             * @description How many pieces of evidence.
             */
            evidence_count: number;
        };
        /** @description One result with what it is made of. */
        ResultRow: {
            /** Format: int64 */
            approve?: number | null;
            /** Format: int64 */
            award_order?: number | null;
            /** Format: int64 */
            cast?: number | null;
            /** @description The reason that the chair gave, where the chair decided. */
            chair_reason?: string | null;
            code: string;
            /** @description The link of the tie chain that decided. */
            decided_by?: string | null;
            /** @description The final score as it is published. */
            final: string;
            judges: components["schemas"]["JudgedView"][];
            /** @description By the component's id. */
            parts: {
                [key: string]: components["schemas"]["PartView"];
            };
            /** Format: uuid */
            proposal: string;
            /**
             * Format: int64
             * @description The competition rank among what is shown; the official one once all of the evening is.
             */
            rank?: number | null;
            title: string;
        };
        /** @description The results as far as they are shown. */
        ResultsView: {
            /** @description The SHA-256 of the frozen rules under which the results came about. */
            digest?: string | null;
            /** @description `hidden`, `partial` or `complete`. */
            published: string;
            rows: components["schemas"]["ResultRow"][];
            /** @description What a final score is made of. */
            rules: components["schemas"]["ComponentView"][];
        };
        /** @description Why a proposal is sent back, and what is to be mended. */
        ReturnForm: {
            /** @description The numbers of the budget lines concerned. */
            lines?: number[];
            /** @description The papers concerned. */
            papers?: string[];
            /** @description Codes out of the round's list of grounds of return. */
            reasons: string[];
        };
        /** @description What is said before the beacon falls. */
        RevealForm: {
            /** @description The words of people in the room, in their order. */
            contributions?: string[];
            /** @description The 32 bytes that were committed to, as 64 lower-case hex digits. */
            reveal: string;
        };
        /** @description A reviewer's mark. */
        ReviewForm: {
            comment?: string | null;
            mark: string;
        };
        /** @description A reviewer's mark as they see it. */
        ReviewView: {
            comment?: string | null;
            mark: string;
        };
        /** @description A proposal as it is reworked after the shortlist. */
        RevisionForm: {
            content: components["schemas"]["ContentForm"];
            /** @description What changed, in words. */
            note: string;
        };
        /** @description A round to be drafted. */
        RoundForm: {
            code: string;
            /** @description Rules, schedule, calendar and categories; see `presets/`. */
            document: Record<string, never>;
            /** Format: uuid */
            evaluator?: string | null;
            /** Format: uuid */
            funder: string;
            name: string;
            /** Format: uuid */
            operator?: string | null;
            /** Format: uuid */
            organiser: string;
            /** Format: uuid */
            programme: string;
        };
        /** @description A round by name. */
        RoundNameView: {
            /** Format: uuid */
            id: string;
            title: string;
        };
        /** @description A round. */
        RoundView: {
            /** @description What the one who asks may do now. */
            actions: string[];
            call_closes_at?: components["schemas"]["At"] | null;
            call_opens_at: components["schemas"]["At"];
            code: string;
            /** @description Rules, schedule, calendar and categories. */
            document: Record<string, never>;
            /** Format: int64 */
            document_version: number;
            /** Format: uuid */
            evaluator?: string | null;
            frozen_at?: components["schemas"]["At"] | null;
            /** @description The SHA-256 of the frozen document's canonical bytes. */
            frozen_digest?: string | null;
            /** Format: uuid */
            funder: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uuid */
            operator?: string | null;
            /** Format: uuid */
            organiser: string;
            state: string;
            /** Format: int64 */
            version: number;
        };
        /** @description What is marked. */
        RubricView: {
            comment_required?: components["schemas"]["CommentView"] | null;
            criteria: components["schemas"]["CriterionView"][];
            /** @description The smallest difference between two marks. */
            step: string;
        };
        /** @description Who was asked, and who is satisfied. */
        SatisfactionForm: {
            /** Format: int64 */
            asked: number;
            /** Format: int64 */
            satisfied: number;
        };
        /** @description What the big screen is told to show. */
        SceneForm: {
            /**
             * @description `welcome`, `card`, `waiting`, `single`, `ranking`, `awards`, `favourite`, `thanks` or `blackout`.
             * @example welcome
             */
            kind: string;
            /**
             * Format: uuid
             * @description The project; needed by `card`, `waiting` and `single`.
             */
            proposal?: string | null;
            /**
             * Format: int64
             * @description How far: which part of a reveal, how many awards from the last.
             */
            step?: number;
        };
        /** @description What the big screen shows. */
        SceneView: {
            kind: string;
            /** Format: uuid */
            proposal?: string | null;
            /** Format: int64 */
            step: number;
        };
        /** @description The scoring rules of a roadshow. */
        ScoringRulesView: {
            explanation: components["schemas"]["ExplanationView"];
            rules: Record<string, never>;
            /** @description SHA-256 of the rules as canonical JSON, in lower-case hex. */
            rules_digest: string;
            /** @description `roadshow`, or `roadshow-2` for the second one. */
            stage: string;
        };
        /** @description A display in the hall. */
        ScreenForm: {
            name: string;
        };
        /** @description A display's session: it sees what the big screen of its round shows. */
        ScreenSessionView: components["schemas"]["SessionView"] & {
            /** Format: uuid */
            round?: string | null;
        };
        /** @description A display in the hall; its code is shown this once. */
        ScreenView: {
            /** @description What to type or scan on the display, behind `/screen#`. */
            code: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A seat on a panel. */
        SeatForm: {
            code: string;
            /** @description The jury that the rules of the evening name, such as `departments`; absent for the round's own panel. */
            jury?: string | null;
            /** Format: uuid */
            person: string;
            /** @description `desk_review`, `roadshow`, or `roadshow-2` for the second one. */
            stage: string;
        };
        /** @description A seat; the card's code is shown this once. */
        SeatView: {
            /** @description What to print on the judge's card, behind `/j#`. */
            card: string;
            code: string;
            /** Format: uuid */
            person: string;
            stage: string;
        };
        /** @description A seat with whoever sits there. */
        SeatedView: {
            code: string;
            declared_at?: components["schemas"]["At"] | null;
            device_seen_at?: components["schemas"]["At"] | null;
            /** Format: uuid */
            id: string;
            /** @description The jury that the seat belongs to; `null` for the round's own panel. */
            jury?: string | null;
            name: string;
            /** Format: uuid */
            person: string;
            stage: string;
        };
        /** @description How the panel voted among proposals that are equal. */
        SecondVoteForm: {
            /** @description How many judges voted for each of the equal proposals, by code; each judge has one vote. */
            votes: {
                [key: string]: number;
            };
        };
        /** @description A self-report. */
        SelfReportForm: {
            /** @description Why it comes late. */
            late_reason?: string | null;
            satisfaction?: components["schemas"]["SatisfactionForm"] | null;
        };
        /** @description Who one is, and what one is trusted with. */
        SelfView: {
            code: string;
            grants: components["schemas"]["GrantView"][];
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @description A coaching session that was held. */
        SessionForm: {
            /** Format: date-time */
            at: string;
            attended: string[];
            code: string;
            kind: string;
            topic: string;
        };
        /** @description A signed-in device. */
        SessionView: {
            /** @description For the `Authorization: Bearer` header, ten minutes. */
            access_token: string;
            expires_at: components["schemas"]["At"];
        };
        /** @description Marks as far as they are. */
        SheetForm: {
            comment?: string | null;
            marks: {
                [key: string]: string;
            };
        };
        /** @description A judge's own sheet. */
        SheetView: {
            comment?: string | null;
            marks: {
                [key: string]: string;
            };
            saved_at: components["schemas"]["At"];
            signed_at?: components["schemas"]["At"] | null;
            /** @description `saved`, `signed` or `absent`. */
            state: string;
            /** Format: int64 */
            version: number;
        };
        SignInForm: {
            /** @description E-mail address or phone number. */
            login: string;
            password: string;
        };
        /** @description For which party. */
        SignatureForm: {
            /** Format: uuid */
            organisation: string;
        };
        /** @description A slot of the running order with its project. */
        SlotCardView: {
            /**
             * Format: int64
             * @description How many ballots count, once the result is shown.
             */
            ballots?: number | null;
            /** Format: uuid */
            id: string;
            /** @description The codes of the judges whose sheet is open; for the host. */
            missing?: string[] | null;
            opened_at?: components["schemas"]["At"] | null;
            planned_from: components["schemas"]["At"];
            planned_to: components["schemas"]["At"];
            /** Format: int64 */
            position: number;
            proposal: components["schemas"]["CardView"];
            recused: number;
            result?: components["schemas"]["ResultRow"] | null;
            revealed_at?: components["schemas"]["At"] | null;
            sealed_at?: components["schemas"]["At"] | null;
            seats: number;
            /** @description `waiting`, `scoring` or `sealed`. */
            state: string;
            /** @description How many judges have submitted; `null` for who is not told. */
            submitted?: number | null;
            /** @description `closed` or `open`. */
            voting: string;
        };
        /** @description Where a slot stands. */
        SlotStateView: {
            /** Format: uuid */
            id: string;
            /** @description `waiting`, `scoring` or `sealed`. */
            state: string;
        };
        /** @description A place in the running order. */
        SlotView: {
            /** Format: uuid */
            id: string;
            opened_at?: components["schemas"]["At"] | null;
            planned_from: components["schemas"]["At"];
            planned_to: components["schemas"]["At"];
            /** Format: int64 */
            position: number;
            /** Format: uuid */
            proposal: string;
            revealed_at?: components["schemas"]["At"] | null;
            sealed_at?: components["schemas"]["At"] | null;
            stage: string;
            /** @description `waiting`, `scoring` or `sealed`. */
            state: string;
            /** @description Whether residents can vote: `closed` or `open`. */
            voting: string;
        };
        /** @description The round in short. */
        StageRoundView: {
            /** Format: uuid */
            id: string;
            state: string;
            title: string;
        };
        /** @description The evening as one audience sees it. */
        StageView: {
            /** @description `host`, `judge`, `juror`, `screen`, `public` or `overseer`. */
            audience: string;
            /** @description The awards as far as they are shown to this audience, in their order. */
            awards?: components["schemas"]["AwardedView"][] | null;
            /** @description When the devices in the hall were last heard of; for the host. */
            devices?: components["schemas"]["DeviceView"][] | null;
            draw?: components["schemas"]["OrderView"] | null;
            favourite?: components["schemas"]["FavouriteView"] | null;
            /** Format: uuid */
            next?: string | null;
            /** Format: uuid */
            now?: string | null;
            /** @description The ranking as far as it is shown to this audience. */
            ranking?: components["schemas"]["ResultRow"][] | null;
            /** @description Whether nothing counts: this is practice. */
            rehearsal: boolean;
            /** @description `live`, `when_complete`, `one_by_one`, `progress_only` or `frozen`. */
            reveal_mode: string;
            round: components["schemas"]["StageRoundView"];
            scene: components["schemas"]["SceneView"];
            /**
             * Format: int64
             * @description It rises with everything that changes this view.
             */
            sequence: number;
            server_time: components["schemas"]["At"];
            slots: components["schemas"]["SlotCardView"][];
            timer?: components["schemas"]["TimerView"] | null;
        };
        /** @description A step up in legal standing. */
        StandingForm: {
            filing_no?: string | null;
            /** Format: date */
            since?: string | null;
            status: string;
            uscc?: string | null;
        };
        /** @description Where the round stands after an act. */
        StateView: {
            state: string;
        };
        /** @description A step of a payment. */
        StepView: {
            at: components["schemas"]["At"];
            /** Format: uuid */
            person: string;
            reference?: string | null;
            step: string;
        };
        /** @description What puts equal proposals into order. */
        TieActView: {
            /** @description `second_vote` or `chair_decision`. */
            act: string;
            at: components["schemas"]["At"];
            /** @description For the chair's decision: the codes, best first. */
            order: string[];
            /**
             * Format: int64
             * @description The rank that was shared.
             */
            rank: number;
            /** @description For the chair's decision: why. */
            reason?: string | null;
            /** @description For a second vote: how many judges voted for each, by code. */
            votes: {
                [key: string]: number;
            };
        };
        /** @description What ties a person to an organisation or a community. */
        TieForm: {
            /** Format: uuid */
            organisation: string;
            /** @description `board`, `staff`, `adviser`, `coach`, `donor`, `family` or `community_worker`. */
            relation: string;
        };
        /** @description How one tie was decided. */
        TieView: {
            /** @description The first link that told them apart. */
            decided_by: string;
            /** @description The second votes with their counts, and the chair's decisions with their reasons. */
            entered: components["schemas"]["TieActView"][];
            /** @description What each link compared, in the order in which the links were asked. */
            links: Record<string, never>[];
            /** @description The lots that were drawn, for everybody to draw again. */
            lots: Record<string, never>[];
            /** @description The order that was found. */
            order: string[];
            /** @description Who shared it, by code. */
            proposals: string[];
            /**
             * Format: int64
             * @description The rank that was shared.
             */
            rank: number;
            /** @description The score that was shared, as printed. */
            score: string;
            stage: string;
            track: string;
        };
        /** @description What is done to the timer. */
        TimerForm: {
            /**
             * @description `start`, `pause` or `reset`.
             * @example start
             */
            act: string;
            /**
             * @description `present` or `questions`.
             * @example present
             */
            phase: string;
        };
        /** @description The timer; the page counts down by the server's clock. */
        TimerView: {
            /** Format: int64 */
            left_secs_when_paused?: number | null;
            /** Format: int64 */
            length_secs: number;
            phase: string;
            started_at?: components["schemas"]["At"] | null;
        };
        /** @description The whole trace of a track's result. Whoever has only this document can compute every figure of it again, as `verifier/check-trace.mjs` does. */
        TraceView: {
            /** @description The acts that broke ties. */
            acts: Record<string, never>[];
            /** @description Who goes on and who was equal at the line, where another roadshow follows. */
            cut?: Record<string, never> | null;
            /** @description The lots behind them. */
            draws: Record<string, never>[];
            /** @description Whether the stored sheets, ballots and lots still give exactly the sealed standings. */
            recomputed: boolean;
            /** @description The rules in force. */
            rules: Record<string, never>;
            /** @description SHA-256 of the rules as canonical JSON, in lower-case hex. */
            rules_digest: string;
            /** @description The roadshow. */
            stage: string;
            /** @description Rows with every step, ties, what each link compared, and who has no score and why. */
            standings: Record<string, never>;
            track: string;
        };
        /** @description Until when. */
        UntilForm: {
            /** Format: date-time */
            until: string;
        };
        /** @description A resident's voting session: good for one round and nothing else. */
        VotingSessionView: components["schemas"]["SessionView"] & {
            /** @description The resident's code in this round. */
            code: string;
            /** Format: uuid */
            round: string;
        };
        /** @description A slot as a resident sees it. */
        VotingSlotView: {
            /** @description The resident's own choice: `approve`, `oppose`, or `excluded` from this vote. */
            choice?: string | null;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            position: number;
            proposal: components["schemas"]["CardView"];
            /** @description `waiting`, `scoring` or `sealed`. */
            state: string;
            /** @description `closed` or `open`. */
            voting: string;
        };
        /** @description A resident's own list. */
        VotingView: {
            /** @description The resident's code. */
            code: string;
            round: components["schemas"]["RoundNameView"];
            slots: components["schemas"]["VotingSlotView"][];
        };
        /** @description A voucher to be handed in. */
        VoucherForm: {
            /** Format: int64 */
            amount_fen: number;
            code?: string | null;
            invoice_number: string;
            /**
             * Format: int64
             * @description The number of the budget line.
             */
            line: number;
            /** Format: date */
            paid_on: string;
        };
        /** @description A voucher. */
        VoucherView: {
            /** Format: int64 */
            amount_fen: number;
            code: string;
            /** Format: uuid */
            id: string;
            invoice_number: string;
            /** Format: int64 */
            line: number;
            /** Format: date */
            paid_on: string;
            /** @description `submitted`, `verified` or `returned`. */
            state: string;
            submitted_at: components["schemas"]["At"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_assignment_plans_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentPlanView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_assignment_plans_id: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was read, in quotation marks: `"7"`. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairsForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentPlanView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_assignment_plans_id_applications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentPlanView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_draw_commitments_id_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_instalments_id_approval: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstalmentView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_instalments_id_payment: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstalmentView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_instalments_id_request: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstalmentView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_instalments_id_second_approval: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstalmentView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_judge_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgeSessionView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SelfView"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_milestones_id_acceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestoneView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_milestones_id_reports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestoneView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_milestones_id_return: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MilestoneView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_objections_id_acceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_objections_id_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisations: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OrganisationView"];
                };
            };
        };
    };
    post_organisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisations_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_organisations_id_credit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_organisations_id_exclusions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationExclusionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_organisations_id_standings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StandingForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganisationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people_id_grants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GrantForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people_id_ties: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TieForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_programmes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgrammeForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProgrammeView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_proposals_id: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was read, in quotation marks: `"7"`. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContentForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_absences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AbsenceForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_activity_records: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivityForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_agreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_agreement_signatures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignatureForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_archive_items: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_proposals_id_ballot: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BallotForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_ballot_exclusions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExclusionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_closure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_component_figures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EnteredFigureView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_proposals_id_component_figures_component: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                component: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FigureForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FigureView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_proposals_id_component_figures_component: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                component: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_eligibility_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_eligibility_checks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CheckView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_evaluations: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EvaluationView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_final_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_final_marks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarksForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_final_report: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SelfReportForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_instalments: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InstalmentView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_extension_approval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UntilForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_marks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarksForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_rectification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_rectification_completion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_rectification_recheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecheckForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_mid_term_report: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SelfReportForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_milestones: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MilestoneView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_objections: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_paper_ballots: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperBallotForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperBallotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_paper_sheets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaperSheetForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaperSheetView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_recusals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecusalForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecusalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_refund: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_return: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_proposals_id_review: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_revisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevisionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"] | null;
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_proposals_id_sheet: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SheetForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_sheet_signature: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_sheets_judge_reopening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                judge: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_submission: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proposals_id_vouchers: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_VoucherView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_vouchers: {
        parameters: {
            query?: never;
            header: {
                /** @description The client's own name for this request, at most 128 characters: the same key again is answered as the first time and not done again. */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoucherForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoucherView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_proposals_id_withdrawal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RoundView"];
                };
            };
        };
    };
    post_rounds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoundForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_allocations: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AllocationsView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_assignment_plans: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AssignmentPlanView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_assignment_plans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentPlanForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentPlanView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_assignments: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AskedView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_award_margin: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MarginView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_awards: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AwardView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_awards: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_cancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_chair_decisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChairDecisionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_closure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_coaching_sessions: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CoachingView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_coaching_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoachingView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_declaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeclarationForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeclarationView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_rounds_id_document: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was read, in quotation marks: `"7"`. */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_draw_commitments: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CommitmentView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_draw_commitments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommitmentForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommitmentView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_draws: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DrawnView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_draws: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrawForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_extension: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_hostings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HostingForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostingView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_hostings_applicant_confirmation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                applicant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostingView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_hostings_applicant_refusal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                applicant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HostingView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_judge_report: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_JudgesView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_judging: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_jurors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JurorForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JurorView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_jurors_count: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JurorCountView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_live: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StageView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_notices: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_NoticeView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_notices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_objections: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ObjectionView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_projects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProjectView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_proposals: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProposalLine"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_publication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_rank_intervals: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IntervalsView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_rehearsal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_rounds_id_rehearsal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_reliability: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReliabilityView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_results: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultsView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_results: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_scoring_rules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ScoringRulesView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_screens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScreenForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_seats: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SeatedView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_second_votes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondVoteForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnteredView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rounds_id_shortlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StateView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_slots: {
        parameters: {
            query?: {
                /** @description How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds. */
                limit?: number | null;
                /** @description After which item: the `next` of the page before. */
                after?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SlotView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_stage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StageView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_rounds_id_stage_reveal_mode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModeForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModeView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_rounds_id_stage_scene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SceneForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SceneView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_rounds_id_stage_scene: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SceneView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_rounds_id_stage_timer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimerForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimerView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_standings: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TraceView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_tie_acts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OpenTieView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_tie_decisions: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TieView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_voting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VotingView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rounds_id_what_if: {
        parameters: {
            query?: {
                /** @description Its id; all of them when it is not said. */
                track?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlterationsView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_screen_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreenSessionView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_seats_id_card: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewCardView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_seats_id_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sessions_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_sign_ups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_slots_id_opening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_slots_id_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_slots_id_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_slots_id_seal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_slots_id_voting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_slots_id_voting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlotView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_voting_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VotingSessionView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_vouchers_id_return: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoucherView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_vouchers_id_verification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoucherView"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
